import { ArrowDownOutlined, ArrowUpOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useState } from 'react';
import { useSpeech } from '../../shared/i18n';
import { abnormal, course, critical, direction, type Entry, type Item, type Point } from './people';

const short = 6;

/** Results as the laboratory gave them: its value, its unit, its range, its flag. Long panels show the abnormal first. */
export function LabTable({ items, all }: { items: Item[]; all: Entry[] }) {
  const { t } = useSpeech();
  const [whole, setWhole] = useState(items.length <= short + 2);
  const shown = whole ? items : [...items].sort((a, b) => Number(abnormal(b)) - Number(abnormal(a))).slice(0, short);
  return (
    <>
      <table className="lab">
        <thead>
          <tr>
            <th scope="col">{t('lab.item')}</th>
            <th scope="col">{t('lab.value')}</th>
            <th scope="col">{t('lab.unit')}</th>
            <th scope="col">{t('lab.range')}</th>
            <th scope="col" className="lab-course">
              {t('lab.course')}
            </th>
          </tr>
        </thead>
        <tbody>
          {shown.map((item, index) => (
            <tr key={`${item.name} ${index}`} className={critical(item) ? 'lab-critical' : undefined}>
              <td>{item.name}</td>
              <td className={abnormal(item) ? 'lab-abnormal' : undefined}>
                {item.value} <Flag item={item} />
              </td>
              <td>{item.unit}</td>
              <td>{item.range}</td>
              <td className="lab-course">
                <Spark points={course(all, item)} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {!whole && (
        <Button type="link" size="small" onClick={() => setWhole(true)}>
          {t('lab.all', { n: items.length })}
        </Button>
      )}
    </>
  );
}

function Flag({ item }: { item: Item }) {
  const { t, code } = useSpeech();
  if (!abnormal(item)) {
    return null;
  }
  const way = direction(item);
  return (
    <span title={code('flag', item.flag)}>
      {way === 'up' && <ArrowUpOutlined />}
      {way === 'down' && <ArrowDownOutlined />}
      {critical(item) ? <b> {t('lab.critical')}</b> : way === undefined && ` ${item.flag}`}
    </span>
  );
}

/** The course of a value over all hospitals, as a line the height of the text. */
function Spark({ points }: { points: Point[] }) {
  if (points.length === 0) {
    return null;
  }
  const [width, height] = [64, 16];
  const values = points.map(({ value }) => value);
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const [from, to] = [points[0]!.at, points.at(-1)!.at];
  const place = ({ at, value }: Point): [number, number] => [
    2 + ((width - 4) * (at - from)) / (to - from || 1),
    height - 2 - ((height - 4) * (value - low)) / (high - low || 1),
  ];
  const [x, y] = place(points.at(-1)!);
  return (
    <svg width={width} height={height} className="spark" role="img" aria-label={values.join(', ')}>
      <polyline points={points.map((point) => place(point).join(',')).join(' ')} />
      <circle cx={x} cy={y} r="2" />
    </svg>
  );
}
