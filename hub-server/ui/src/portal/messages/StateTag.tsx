import {
  CheckCircleFilled,
  ClockCircleOutlined,
  CloseCircleFilled,
  InboxOutlined,
  StopOutlined,
  SwapOutlined,
} from '@ant-design/icons';
import { Tag } from 'antd';
import type { ReactNode } from 'react';
import { useSpeech } from '../../shared/i18n';
import type { State } from './messages';

const looks: Record<State, { colour: string; icon: ReactNode }> = {
  DONE: { colour: 'success', icon: <CheckCircleFilled /> },
  FAILED: { colour: 'error', icon: <CloseCircleFilled /> },
  QUARANTINED: { colour: 'warning', icon: <StopOutlined /> },
  RECEIVED: { colour: 'processing', icon: <ClockCircleOutlined /> },
  PARKED: { colour: 'default', icon: <InboxOutlined /> },
  SUPERSEDED: { colour: 'default', icon: <SwapOutlined /> },
};

/** A state is always icon, word and colour. */
export function StateTag({ state }: { state: State }) {
  const { code } = useSpeech();
  return (
    <Tag color={looks[state]?.colour} icon={looks[state]?.icon} variant="filled">
      {code('message.state', state)}
    </Tag>
  );
}
