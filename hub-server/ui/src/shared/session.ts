import { call, HubError } from './http';

export type Role = 'DOCTOR' | 'RADIOLOGIST' | 'AUDITOR' | 'PLANNER' | 'STEWARD' | 'OPERATOR';

export type Me = { name: string; display: string; roles: Role[]; facility: string | null; demo: boolean };

/** Somebody, or nobody with what the log-in page may offer: the users of a demo region. */
export type Who = { me: Me } | { me: null; demo: boolean };

export async function whoAmI(): Promise<Who> {
  try {
    return { me: await call<Me>('/api/me', { expectNobody: true }) };
  } catch (problem) {
    if (problem instanceof HubError && problem.status === 401) {
      return { me: null, demo: problem.code === 'DEMO' };
    }
    throw problem;
  }
}

export async function logIn(username: string, password: string): Promise<Me> {
  await call('/login', { form: { username, password }, expectNobody: true });
  // The token of the anonymous session is void now; this request also brings the new one.
  return call<Me>('/api/me', { expectNobody: true });
}

export async function logOut(): Promise<void> {
  await call('/logout', { method: 'POST', expectNobody: true });
}
