import { Button, Divider } from 'antd';
import { useSpeech } from '../../shared/i18n';
import { useRegion } from '../../shared/region';
import { keepPlace, nextPage } from './place';

/** The way to sign in with an account that the hub does not keep. */
export function IssuerLink() {
  const { t, name } = useSpeech();
  const { about } = useRegion();
  if (!about.signIn) {
    return null;
  }
  return (
    <>
      <Divider plain>{t('login.or')}</Divider>
      <Button
        block
        size="large"
        href="/sign-in/oidc"
        onClick={() => keepPlace(nextPage(window.location.search) ?? `/${window.location.hash}`)}
      >
        {name(about.signIn)}
      </Button>
    </>
  );
}
