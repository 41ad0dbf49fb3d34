export default function PeoplePage(_: Record<string, unknown>) {
  return null;
}
