import { call } from '../../shared/http';

export type Stage = 'RUNNING' | 'FINISHED' | 'STOPPED' | 'FULL' | 'FAILED';
export type Replay = {
  id: number;
  facility: string | null;
  stage: Stage;
  looked: number;
  replayed: number;
  startedAt: string;
  endedAt: string | null;
};
export type Selection = {
  state?: string;
  facility?: string;
  type?: string;
  remark?: string;
  from?: string;
  to?: string;
  reason: string;
};

export const startReplay = (selection: Selection) => call<Replay>('/api/messages/replays', { json: selection });
export const replayProgress = (id: number, signal?: AbortSignal) =>
  call<Replay>(`/api/messages/replays/${id}`, { signal });
export const stopReplay = (id: number) => call<Replay>(`/api/messages/replays/${id}`, { method: 'DELETE' });
