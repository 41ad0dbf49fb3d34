import type { Me } from '../../shared/session';
import { useRoute } from '../route';
import { PersonPage } from './PersonPage';
import { SearchPage } from './SearchPage';

/** `#/people` searches, `#/people/<person>` shows one. The number of a person says nothing about them. */
export default function PeoplePage({ me }: { me: Me }) {
  const { id } = useRoute();
  return id ? <PersonPage key={id} person={id} me={me} /> : <SearchPage me={me} />;
}
