import { Space, Tag } from 'antd';
import { useSpeech, type Key } from '../../shared/i18n';
import { words } from './identity';

const KNOWN: Record<string, Key> = {
  ID: 'identity.rule.ID',
  DOCUMENT: 'identity.rule.DOCUMENT',
  NAME: 'identity.rule.NAME',
  BIRTH: 'identity.rule.BIRTH',
  SEX: 'identity.rule.SEX',
  PHONE: 'identity.rule.PHONE',
  ADDRESS: 'identity.rule.ADDRESS',
  MOTHER: 'identity.rule.MOTHER',
  CONTRADICTION: 'identity.rule.CONTRADICTION',
  'ID-CONFLICT': 'identity.rule.ID-CONFLICT',
  'ID-ALONE': 'identity.rule.ID-ALONE',
  'BY-HAND': 'identity.rule.BY-HAND',
  FIRST: 'identity.rule.FIRST',
  STEWARD: 'identity.rule.STEWARD',
  'MERGED-BY-OWNER': 'identity.rule.MERGED-BY-OWNER',
};

/** What the matcher says about two records. */
export function Rule({ of }: { of: string }) {
  const { t } = useSpeech();
  return (
    <Space size={4} wrap>
      {words(of).map(({ word, nearly }) => (
        <Tag key={word} color={/CON/.test(word) ? 'warning' : nearly ? 'gold' : 'success'} bordered={false}>
          {KNOWN[word] ? t(KNOWN[word]) : word}
          {nearly ? ' ≈' : ''}
        </Tag>
      ))}
    </Space>
  );
}
