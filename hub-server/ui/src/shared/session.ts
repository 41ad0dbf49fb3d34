import { call, HubError } from './http';

export type Role = 'DOCTOR' | 'RADIOLOGIST' | 'AUDITOR' | 'PLANNER' | 'STEWARD' | 'OPERATOR';

export type Me = { name: string; display: string; roles: Role[]; facility: string | null; demo: boolean };

/** Whoever has the session, or null. */
export async function whoAmI(): Promise<Me | null> {
  try {
    return await call<Me>('/api/me', { expectNobody: true });
  } catch (problem) {
    if (problem instanceof HubError && problem.status === 401) {
      return null;
    }
    throw problem;
  }
}

/** @param code of the second factor, for those who have one */
export async function logIn(username: string, password: string, code = ''): Promise<Me> {
  const form: Record<string, string> = code ? { username, password, code } : { username, password };
  await call('/login', { form, expectNobody: true });
  // The token of the anonymous session is void now; this request also brings the new one.
  return call<Me>('/api/me', { expectNobody: true });
}

export async function logOut(): Promise<void> {
  await call('/logout', { method: 'POST', expectNobody: true });
}
