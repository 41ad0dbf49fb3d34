/** An HL7 v2 message cut for reading: fields with their names as the standard counts them, nothing interpreted. */
export type Field = { name: string; text: string; marked: boolean; notes: string[] };
export type Segment = { id: string; label: string; fields: Field[] };

type Place = { segment: string; field: number | undefined; note: string };

/**
 * Cuts ER7 text into segments and fields. `marked` fields are those a remark names; a location is written as `PID-3[1].4`,
 * `OBX[2]-5` or `ZPI`, the occurrence given from the second on; `notes` say what is to be read there, one for each location.
 */
export function cut(raw: string, locations: string[] = [], notes: string[] = []): Segment[] {
  const places = locations
    .map((location, index) => placeOf(location, notes[index] ?? location))
    .filter((place) => place !== undefined);
  const seen = new Map<string, number>();
  return raw
    .split(/\r\n|\r|\n/)
    .filter((line) => line !== '')
    .map((line) => {
      const separator = line.startsWith('MSH') ? (line[3] ?? '|') : '|';
      const parts = line.split(separator);
      const id = parts[0]!.slice(0, 3);
      const occurrence = (seen.get(id) ?? 0) + 1;
      seen.set(id, occurrence);
      const label = occurrence > 1 ? `${id}[${occurrence}]` : id;
      // MSH-1 is the separator itself, so what follows it is MSH-2.
      const offset = id === 'MSH' ? 1 : 0;
      const notesOf = (field: number | undefined) =>
        places
          .filter((place) => place.segment === label && (place.field === undefined || place.field === field))
          .map(({ note }) => note);
      return {
        id,
        label,
        fields: parts.slice(1).map((text, index) => {
          const found = notesOf(index + 1 + offset);
          return { name: `${label}-${index + 1 + offset}`, text, marked: found.length > 0, notes: found };
        }),
      };
    });
}

function placeOf(location: string, note: string): Place | undefined {
  const match = /^([A-Z][A-Z0-9]{2})(?:\[(\d+)])?(?:-(\d+))?/.exec(location);
  if (!match) {
    return undefined;
  }
  const [, id, occurrence, field] = match;
  const segment = occurrence && occurrence !== '1' ? `${id}[${occurrence}]` : id!;
  return { segment, field: field === undefined ? undefined : Number(field), note };
}
