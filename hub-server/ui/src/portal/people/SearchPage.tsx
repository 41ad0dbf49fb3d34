import { Flex, Input, Table, Tag } from 'antd';
import { useState } from 'react';
import { age } from '../../shared/format';
import { useSpeech } from '../../shared/i18n';
import { useRegion } from '../../shared/region';
import type { Me } from '../../shared/session';
import { useLoad } from '../../shared/useLoad';
import { Heading } from '../parts';
import { formatRoute, useRoute } from '../route';
import { EmptyState, Shown } from '../states';
import { EmergencyButton } from './EmergencyButton';
import { search, type Person } from './people';

// What was asked lives as long as the page, so that Back finds the list again; it never goes into an address or storage.
let lastQuestion = '';

export function SearchPage({ me }: { me: Me }) {
  const { t } = useSpeech();
  const [question, setQuestion] = useState(lastQuestion);
  const found = useLoad((signal) => (question ? search(question, signal) : Promise.resolve({ items: [] })), [question]);
  const ask = (text: string) => {
    lastQuestion = text.trim();
    setQuestion(lastQuestion);
    if (lastQuestion === question) found.reload();
  };
  return (
    <>
      <Heading title={t('menu.people')} hint={t('people.hint')}>
        {me.facility && me.roles.some((role) => role === 'DOCTOR' || role === 'RADIOLOGIST') && <EmergencyButton />}
      </Heading>
      <div className="panel people-ask">
        <Input.Search
          size="large"
          autoFocus
          allowClear
          defaultValue={question}
          placeholder={t('people.placeholder')}
          aria-label={t('people.placeholder')}
          enterButton={t('people.search')}
          loading={found.busy && question !== ''}
          autoComplete="off"
          onSearch={ask}
        />
      </div>
      {question !== '' && (
        <div className="panel panel-flush">
          <Shown of={found}>{({ items }) => <People items={items} />}</Shown>
        </div>
      )}
      {question === '' && <EmptyState why={t('people.start')} next={t('people.start.next')} />}
    </>
  );
}

function People({ items }: { items: Person[] }) {
  const { t, code } = useSpeech();
  const { facility } = useRegion();
  const { go } = useRoute();
  const open = ({ person }: Person) => go(formatRoute('people', String(person)));
  return (
    <Table<Person>
      size="small"
      rowKey={({ person }) => String(person)}
      dataSource={items}
      pagination={false}
      rowClassName="row-open"
      onRow={(person) => ({
        onClick: () => open(person),
        tabIndex: 0,
        onKeyDown: (event) => event.key === 'Enter' && open(person),
      })}
      locale={{ emptyText: <EmptyState why={t('people.none')} next={t('people.none.next')} /> }}
      columns={[
        { title: t('people.name'), dataIndex: 'name', render: (name: string) => <strong>{name}</strong> },
        {
          title: t('people.sex'),
          dataIndex: 'sex',
          width: 70,
          render: (sex: string | null) => code('sex', sexCode(sex)),
        },
        {
          title: t('people.age'),
          dataIndex: 'birthDate',
          width: 70,
          render: (birth: string | null) => age(birth) ?? '–',
        },
        { title: t('people.birth'), dataIndex: 'birthDate', width: 120, responsive: ['md'] },
        {
          title: t('people.id'),
          dataIndex: 'maskedId',
          responsive: ['md'],
          render: (id: string | null) => <span className="mono">{id ?? '–'}</span>,
        },
        {
          title: t('people.facilities'),
          dataIndex: 'facilities',
          render: (codes: string[]) => (
            <Flex wrap gap={4}>
              {codes.map((one) => (
                <Tag key={one}>{facility(one)}</Tag>
              ))}
            </Flex>
          ),
        },
      ]}
    />
  );
}

/** FHIR says male and female, HL7 v2 and DICOM say M and F. */
export function sexCode(sex: string | null | undefined): string | undefined {
  const words: Record<string, string> = { male: 'M', female: 'F', other: 'O', unknown: 'U' };
  return sex ? (words[sex.toLowerCase()] ?? sex) : undefined;
}
