import { createContext, useContext, useMemo, type ReactNode } from 'react';
import { setZone } from './format';
import { call } from './http';
import { useSpeech } from './i18n';

/** What everybody may know of the region: its name and its hospitals. */
export type About = {
  nameZh: string;
  nameEn: string;
  zone: string;
  demo: boolean;
  /** What the issuer of accounts is called, where there is one beside the hub. */
  signIn: { nameZh: string; nameEn: string } | null;
  facilities: Member[];
};
export type Member = { code: string; nameZh: string; nameEn: string; level: string };

export async function aboutRegion(): Promise<About> {
  const about = await call<About>('/app/region', { expectNobody: true });
  setZone(about.zone);
  return about;
}

const nothing: About = { nameZh: '', nameEn: '', zone: '', demo: false, signIn: null, facilities: [] };
const Context = createContext<About>(nothing);

export function RegionProvider({ about, children }: { about: About; children: ReactNode }) {
  return <Context.Provider value={about}>{children}</Context.Provider>;
}

export function useRegion() {
  const about = useContext(Context);
  const { name } = useSpeech();
  return useMemo(() => {
    const byCode = new Map(about.facilities.map((member) => [member.code, member]));
    return {
      about,
      /** The hospital's name in the reader's language, or its code where it is no member (any more). */
      facility: (code: string | null | undefined) => (code ? name(byCode.get(code)) || code : ''),
      options: about.facilities.map((member) => ({ value: member.code, label: name(member) })),
    };
  }, [about, name]);
}
