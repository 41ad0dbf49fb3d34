import { createContext, useContext, useEffect, useMemo, type ReactNode } from 'react';
import en from './dictionary/en.json';
import zh from './dictionary/zh-CN.json';
import { usePreference } from './preference';

export type Language = 'zh-CN' | 'en';
export type Key = keyof typeof zh;
type Values = Record<string, string | number>;

const dictionaries: Record<Language, Record<Key, string>> = { 'zh-CN': zh, en };

/** Fills `{name}` places; a place without a value stays visible, so that it is noticed. */
export function fill(text: string, values: Values = {}): string {
  return text.replace(/\{(\w+)}/g, (place, name: string) => (name in values ? String(values[name]) : place));
}

export type Speech = {
  language: Language;
  setLanguage: (language: Language) => void;
  t: (key: Key, values?: Values) => string;
  /** For codes the hub sends: the text of `prefix.code`, or the code itself where it is new to us. */
  code: (prefix: string, code: string | null | undefined) => string;
  /** The name in the reader's language of something that has both. */
  name: (of: { nameZh?: string; nameEn?: string; zh?: string; en?: string } | undefined) => string;
};

export function speech(language: Language, setLanguage: (language: Language) => void = () => {}): Speech {
  const words = dictionaries[language];
  return {
    language,
    setLanguage,
    t: (key, values) => fill(words[key], values),
    code: (prefix, code) => (code ? (words[`${prefix}.${code}` as Key] ?? code) : ''),
    name: (of) => {
      const chinese = of?.nameZh ?? of?.zh;
      const english = of?.nameEn ?? of?.en;
      return (language === 'en' ? (english ?? chinese) : (chinese ?? english)) ?? '';
    },
  };
}

const Context = createContext<Speech>(speech('zh-CN'));

export function SpeechProvider({ children }: { children: ReactNode }) {
  const [language, setLanguage] = usePreference<Language>('language', 'zh-CN', ['zh-CN', 'en']);
  useEffect(() => {
    document.documentElement.lang = language;
  }, [language]);
  const value = useMemo(() => speech(language, setLanguage), [language, setLanguage]);
  return <Context.Provider value={value}>{children}</Context.Provider>;
}

export const useSpeech = () => useContext(Context);
