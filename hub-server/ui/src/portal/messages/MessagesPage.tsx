export default function MessagesPage(_: Record<string, unknown>) {
  return null;
}
