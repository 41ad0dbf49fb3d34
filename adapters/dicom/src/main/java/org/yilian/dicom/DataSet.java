package org.yilian.dicom;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;

/**
 * The elements of a DICOM object, a command, a query or one item of a sequence, in order of their tags.
 *
 * <p>Values stay the bytes they were read as until somebody asks; they are held little endian whatever the stream was. Text
 * that is set stays text until it is written, so the character set may be chosen late. Getters never throw because of what a
 * file holds: what is absent, empty or no number, date or name gives null, the fallback or an empty list. Not safe for use by
 * several threads while one of them writes.
 *
 * @see <a href="https://dicom.nema.org/medical/dicom/current/output/chtml/part05/chapter_7.html">PS3.5 section 7</a>
 */
public final class DataSet {

    private int[] tags = new int[16];
    private VR[] vrs = new VR[16];
    private Object[] values = new Object[16]; // byte[] as read, String as set, Sequence, Fragments or BulkData
    private int size;

    private DataSet parent;
    private SpecificCharset charset; // of our own (0008,0005), when already looked at

    /** As an item: written with undefined length and a delimiter. */
    boolean undefinedLength;

    // ---- what is there

    public int size() {
        return size;
    }

    public boolean isEmpty() {
        return size == 0;
    }

    /** The element is there, perhaps without a value. */
    public boolean contains(int tag) {
        return indexOf(tag) >= 0;
    }

    /** The element is there and its value is not empty. */
    public boolean hasValue(int tag) {
        int index = indexOf(tag);
        return index >= 0 && !isEmptyValue(values[index]);
    }

    private static boolean isEmptyValue(Object value) {
        return value instanceof byte[] raw && raw.length == 0
                || value instanceof String text && text.isEmpty()
                || value instanceof Sequence sequence && sequence.items.isEmpty();
    }

    /** The tags in order. */
    public int[] tags() {
        return Arrays.copyOf(tags, size);
    }

    /** The VR of an element, null when it is absent. */
    public VR vr(int tag) {
        int index = indexOf(tag);
        return index < 0 ? null : vrs[index];
    }

    /** The data set this one is an item of, or null. */
    public DataSet parent() {
        return parent;
    }

    /** The character sets that hold for text here: our own (0008,0005), else that of the data set around this item. */
    public SpecificCharset charset() {
        if (charset == null && hasValue(Tag.SpecificCharacterSet)) {
            // A file may give (0008,0005) a VR of text; it is read with the default repertoire, not with itself.
            charset = SpecificCharset.DEFAULT;
            charset = SpecificCharset.of(strings(Tag.SpecificCharacterSet).toArray(String[]::new));
        }
        return charset != null ? charset : parent != null ? parent.charset() : SpecificCharset.DEFAULT;
    }

    /**
     * What the character set probably is, if the bytes of text, items included, do not look like the declared one: GBK or UTF-8
     * labelled ISO_IR 100, or nothing declared. Setting (0008,0005) to the answer makes the text readable. Empty when all is
     * well.
     */
    public Optional<String> suspectedCharset() {
        return CharsetSuspicion.of(this);
    }

    // ---- reading

    /** The first value as text without padding; numbers and tags in their text form; null when absent, empty or no text. */
    public String string(int tag) {
        int index = indexOf(tag);
        if (index < 0) {
            return null;
        }
        VR vr = vrs[index];
        if (vr.isBinaryNumber() || vr == VR.AT) {
            byte[] raw = raw(index);
            return raw == null || Values.count(vr, raw) == 0 ? null : Values.text(vr, raw, 0);
        }
        String text = text(index);
        String first = text == null ? "" : Values.first(vr, text);
        return first.isEmpty() ? null : first;
    }

    public String string(int tag, String fallback) {
        String value = string(tag);
        return value == null ? fallback : value;
    }

    /** All values as text without padding, empty ones between others as empty strings; an empty list when absent. */
    public List<String> strings(int tag) {
        int index = indexOf(tag);
        if (index < 0) {
            return List.of();
        }
        VR vr = vrs[index];
        if (vr.isBinaryNumber() || vr == VR.AT) {
            byte[] raw = raw(index);
            int count = raw == null ? 0 : Values.count(vr, raw);
            String[] texts = new String[count];
            for (int i = 0; i < count; i++) {
                texts[i] = Values.text(vr, raw, i);
            }
            return List.of(texts);
        }
        String text = text(index);
        return text == null ? List.of() : Values.split(vr, text);
    }

    /** The undivided text of an element of characters or of VR UN, padding included; null for other VRs. */
    private String text(int index) {
        VR vr = vrs[index];
        if (values[index] instanceof String text) {
            return text;
        }
        if (!(values[index] instanceof byte[] raw)) {
            return null;
        }
        if (vr.isText() || vr == VR.UN) {
            return charset().decode(raw, vr == VR.UN ? VR.LO : vr);
        }
        return vr.isString() ? Values.latin(raw) : null;
    }

    /** The first value as a whole number; the fallback when there is none, or when it does not fit. */
    public int intValue(int tag, int fallback) {
        long value = longValue(tag, Long.MIN_VALUE);
        return value == (int) value ? (int) value : fallback;
    }

    /** The first value as a whole number, unsigned for US and UL; the fallback when there is none. */
    public long longValue(int tag, long fallback) {
        int index = indexOf(tag);
        if (index < 0) {
            return fallback;
        }
        VR vr = vrs[index];
        if (vr.isBinaryNumber()) {
            byte[] raw = raw(index);
            return raw == null || Values.count(vr, raw) == 0 ? fallback : Values.integer(vr, raw, 0);
        }
        String text = vr == VR.AT ? null : string(tag);
        Double value = text == null ? null : Values.parse(text);
        return value == null || value != Math.rint(value) ? fallback : value.longValue();
    }

    /** The first value as a number; the fallback when there is none. */
    public double doubleValue(int tag, double fallback) {
        int index = indexOf(tag);
        if (index < 0) {
            return fallback;
        }
        VR vr = vrs[index];
        if (vr.isBinaryNumber()) {
            byte[] raw = raw(index);
            return raw == null || Values.count(vr, raw) == 0 ? fallback : Values.decimal(vr, raw, 0);
        }
        String text = vr == VR.AT ? null : string(tag);
        Double value = text == null ? null : Values.parse(text);
        return value == null ? fallback : value;
    }

    /** All values as whole numbers, those of VR AT as tags; empty when absent or when one of them is no whole number. */
    public int[] ints(int tag) {
        int index = indexOf(tag);
        if (index >= 0 && vrs[index] == VR.AT && values[index] instanceof byte[] raw) {
            int[] all = new int[Values.count(VR.AT, raw)];
            Arrays.setAll(all, i -> Values.tag(raw, i));
            return all;
        }
        double[] all = doubles(tag);
        int[] ints = new int[all.length];
        for (int i = 0; i < all.length; i++) {
            if (all[i] != (int) all[i]) {
                return new int[0];
            }
            ints[i] = (int) all[i];
        }
        return ints;
    }

    /** All values as numbers; empty when absent or when one of them is no number. */
    public double[] doubles(int tag) {
        int index = indexOf(tag);
        if (index >= 0 && vrs[index].isBinaryNumber()) {
            VR vr = vrs[index];
            byte[] raw = raw(index);
            double[] all = new double[raw == null ? 0 : Values.count(vr, raw)];
            Arrays.setAll(all, i -> Values.decimal(vr, raw, i));
            return all;
        }
        List<String> texts = index < 0 || vrs[index] == VR.AT ? List.of() : strings(tag);
        double[] all = new double[texts.size()];
        for (int i = 0; i < all.length; i++) {
            Double value = Values.parse(texts.get(i));
            if (value == null) {
                return new double[0];
            }
            all[i] = value;
        }
        return all;
    }

    /** A date (DA, or the date of a DT); null when absent or no date. */
    public LocalDate date(int tag) {
        String text = string(tag);
        if (text != null && vr(tag) == VR.DT && text.length() > 8) {
            text = text.substring(0, 8);
        }
        return text == null ? null : DateTimes.date(text);
    }

    /** A time of day (TM); null when absent or no time. */
    public LocalTime time(int tag) {
        String text = string(tag);
        return text == null ? null : DateTimes.time(text);
    }

    /** A date and its time from two elements, midnight when there is no time; null without a date. */
    public LocalDateTime dateTime(int dateTag, int timeTag) {
        LocalDate date = date(dateTag);
        LocalTime time = time(timeTag);
        return date == null ? null : date.atTime(time == null ? LocalTime.MIDNIGHT : time);
    }

    /** A point in time (DT); null when absent or none. {@code zone} holds where the value has no offset of its own. */
    public OffsetDateTime dateTime(int tag, ZoneId zone) {
        String text = string(tag);
        return text == null ? null : DateTimes.dateTime(text, zone);
    }

    /** A person's name; null when absent or empty. */
    public PersonName personName(int tag) {
        String text = string(tag);
        return text == null ? null : PersonName.parse(text);
    }

    /** The items of a sequence, not to be changed here; an empty list when absent. */
    public List<DataSet> items(int tag) {
        int index = indexOf(tag);
        return index >= 0 && values[index] instanceof Sequence sequence
                ? Collections.unmodifiableList(sequence.items)
                : List.of();
    }

    /** The first item of a sequence; null when there is none. */
    public DataSet item(int tag) {
        List<DataSet> items = items(tag);
        return items.isEmpty() ? null : items.get(0);
    }

    /**
     * The value as bytes, little endian and padded, not to be changed; null when absent, a sequence, fragments or not held.
     * Text that the character set cannot express has {@code ?} in its place.
     */
    public byte[] bytes(int tag) {
        int index = indexOf(tag);
        return index < 0 ? null : raw(index);
    }

    /** The fragments of encapsulated pixel data, the basic offset table first (PS3.5 section A.4); null when there are none. */
    public List<byte[]> fragments(int tag) {
        int index = indexOf(tag);
        return index >= 0 && values[index] instanceof Fragments fragments
                ? Collections.unmodifiableList(fragments.parts())
                : null;
    }

    /** Where the value is, if it is not held here; else null. */
    public BulkData bulkData(int tag) {
        int index = indexOf(tag);
        return index >= 0 && values[index] instanceof BulkData bulk ? bulk : null;
    }

    /**
     * Where a vendor's element really is: {@code privateTag("SIEMENS CSA HEADER", 0x00290010)} may give (0029,1110).
     *
     * @param tag group and the low byte of the element number; the high byte is looked up
     * @return the tag, or -1, which no data set contains, when this vendor has no block here (PS3.5 section 7.8.1)
     */
    public int privateTag(String creator, int tag) {
        int group = Tag.group(tag);
        for (int i = position(Tag.of(group, 0x10)); i < size && Tag.group(tags[i]) == group; i++) {
            if (Tag.element(tags[i]) > 0xFF) {
                break;
            }
            if (creator.equals(string(tags[i]))) {
                return Tag.of(group, Tag.element(tags[i]) << 8 | tag & 0xFF);
            }
        }
        return -1;
    }

    // ---- writing

    /** Sets text values with the VR of the dictionary; numbers and tags may be given as text too. No value: empty element. */
    public DataSet set(int tag, String... texts) {
        return set(tag, vrOf(tag), texts);
    }

    /**
     * Sets text values.
     *
     * @throws IllegalArgumentException for a VR that holds no text and no numbers, or text that is no number
     */
    public DataSet set(int tag, VR vr, String... texts) {
        if (vr.isBinaryNumber() || vr == VR.AT) {
            return put(tag, vr, Values.ofTexts(vr, texts));
        }
        if (texts.length == 0) {
            return setEmpty(tag, vr);
        }
        if (!vr.isString()) {
            throw new IllegalArgumentException("VR " + vr + " holds no text");
        }
        return put(tag, vr, texts.length == 1 ? texts[0] : String.join("\\", texts));
    }

    /** Sets numbers with the VR of the dictionary; for VR AT they are tags. */
    public DataSet set(int tag, int... numbers) {
        return setLongs(tag, vrOf(tag), Arrays.stream(numbers).asLongStream().toArray());
    }

    /** Sets numbers of up to 64 bits; also words of VR OW, OL and OV. */
    public DataSet setLongs(int tag, VR vr, long... numbers) {
        if (vr.isString()) {
            return set(tag, vr, Arrays.stream(numbers).mapToObj(Long::toString).toArray(String[]::new));
        }
        return put(tag, vr, Values.ofIntegers(vr, numbers));
    }

    /** Sets numbers with the VR of the dictionary; in VR DS they are rounded to 16 characters. */
    public DataSet set(int tag, double... numbers) {
        VR vr = vrOf(tag);
        if (vr.kind() == VR.Kind.FLOAT) {
            return put(tag, vr, Values.ofDecimals(vr, numbers));
        }
        if (!vr.isString()) {
            throw new IllegalArgumentException("VR " + vr + " holds no fractions");
        }
        return set(
                tag, vr, Arrays.stream(numbers).mapToObj(Values::decimalString).toArray(String[]::new));
    }

    public DataSet set(int tag, LocalDate date) {
        return set(tag, DateTimes.format(date));
    }

    public DataSet set(int tag, LocalTime time) {
        return set(tag, DateTimes.format(time));
    }

    public DataSet set(int tag, OffsetDateTime dateTime) {
        return set(tag, DateTimes.format(dateTime));
    }

    public DataSet set(int tag, PersonName name) {
        return set(tag, name.toString());
    }

    /** Sets bytes, little endian; an odd number of them is padded when written. They are not copied. */
    public DataSet setBytes(int tag, VR vr, byte[] raw) {
        return put(tag, vr, raw);
    }

    /** Sets encapsulated pixel data: the basic offset table, perhaps empty, and the fragments. */
    public DataSet setFragments(int tag, VR vr, List<byte[]> parts) {
        return put(tag, vr, new Fragments(List.copyOf(parts)));
    }

    /** Says that the value is elsewhere; such an element can become JSON but not DICOM. */
    public DataSet setBulkData(int tag, VR vr, BulkData bulk) {
        return put(tag, vr, bulk);
    }

    /** The element without a value: a return key of a query, an unknown of type 2. */
    public DataSet setEmpty(int tag) {
        return setEmpty(tag, vrOf(tag));
    }

    public DataSet setEmpty(int tag, VR vr) {
        return put(tag, vr, vr == VR.SQ ? new Sequence() : Values.NONE);
    }

    /** Sets a sequence of these items; each may be in one data set only. */
    public DataSet setItems(int tag, DataSet... items) {
        setEmpty(tag, VR.SQ);
        for (DataSet item : items) {
            addItem(tag, item);
        }
        return this;
    }

    /** Adds an item to a sequence, which is made if need be, and gives that item. */
    public DataSet addItem(int tag) {
        return addItem(tag, new DataSet());
    }

    public DataSet addItem(int tag, DataSet item) {
        int index = indexOf(tag);
        if (index < 0 || !(values[index] instanceof Sequence)) {
            setEmpty(tag, VR.SQ);
            index = indexOf(tag);
        }
        item.parent = this;
        ((Sequence) values[index]).items.add(item);
        return item;
    }

    /** The tag to use for a vendor's element, reserving a block for that vendor if it has none (PS3.5 section 7.8.1). */
    public int claimPrivate(String creator, int tag) {
        int found = privateTag(creator, tag);
        if (found != -1) {
            return found;
        }
        for (int block = 0x10; block <= 0xFF; block++) {
            int reservation = Tag.of(Tag.group(tag), block);
            if (!contains(reservation)) {
                set(reservation, VR.LO, creator);
                return Tag.of(Tag.group(tag), block << 8 | tag & 0xFF);
            }
        }
        throw new IllegalStateException("no free private block in group " + Integer.toHexString(Tag.group(tag)));
    }

    /** Removes an element if it is there. */
    public DataSet remove(int tag) {
        int index = indexOf(tag);
        if (index >= 0) {
            size--;
            System.arraycopy(tags, index + 1, tags, index, size - index);
            System.arraycopy(vrs, index + 1, vrs, index, size - index);
            System.arraycopy(values, index + 1, values, index, size - index);
            values[size] = null;
            forgetCharset(tag);
        }
        return this;
    }

    /** Takes over all elements of another data set, in place of those of the same tag here; text keeps its meaning. */
    public DataSet putAll(DataSet other) {
        return putAll(other, tag -> tag != Tag.SpecificCharacterSet || isEmpty());
    }

    private DataSet putAll(DataSet other, IntPredicate wanted) {
        for (int i = 0; i < other.size; i++) {
            if (wanted.test(other.tags[i])) {
                put(other.tags[i], other.vrs[i], other.values[i]);
            }
        }
        boolean sameCharset = charset().equals(other.charset());
        for (int i = 0; i < other.size; i++) {
            int index = wanted.test(other.tags[i]) ? indexOf(other.tags[i]) : -1;
            if (index < 0) {
                continue;
            }
            if (values[index] instanceof Sequence sequence) {
                values[index] = copy(sequence);
            } else if (!sameCharset && vrs[index].isText() && values[index] instanceof byte[] raw) {
                values[index] = other.charset().decode(raw, vrs[index]);
            }
        }
        return this;
    }

    private Sequence copy(Sequence sequence) {
        Sequence copy = new Sequence();
        copy.undefinedLength = sequence.undefinedLength;
        copy.unknownVr = sequence.unknownVr;
        for (DataSet item : sequence.items) {
            DataSet copied = new DataSet();
            copied.parent = this;
            copied.undefinedLength = item.undefinedLength;
            copied.putAll(item, tag -> true);
            copy.items.add(copied);
        }
        return copy;
    }

    /** A data set of the same content, items copied too; the bytes of values are shared. */
    public DataSet copy() {
        return select(tag -> true);
    }

    /** A copy of those elements whose tag is wanted; it always keeps Specific Character Set. */
    public DataSet select(IntPredicate wanted) {
        DataSet copy = new DataSet();
        copy.putAll(this, tag -> tag == Tag.SpecificCharacterSet || wanted.test(tag));
        return copy;
    }

    /**
     * Makes all text here and in items be written in this character set: nothing is lost, only bytes change. Without a term
     * the default repertoire, ASCII.
     */
    public DataSet transcode(String... terms) {
        decodeAll();
        return terms.length == 0 ? remove(Tag.SpecificCharacterSet) : set(Tag.SpecificCharacterSet, terms);
    }

    private void decodeAll() {
        for (int i = 0; i < size; i++) {
            if (vrs[i].isText() && values[i] instanceof byte[]) {
                values[i] = text(i);
            } else if (values[i] instanceof Sequence sequence) {
                sequence.items.forEach(DataSet::decodeAll);
                sequence.items.forEach(item -> item.remove(Tag.SpecificCharacterSet));
            }
        }
    }

    // ---- for reader, writer and JSON

    VR vrOf(int tag) {
        if (Dictionary.signednessDecides(tag) && isSigned()) {
            return VR.SS;
        }
        return Dictionary.vrOf(tag);
    }

    private boolean isSigned() {
        int here = intValue(Tag.PixelRepresentation, -1);
        return here < 0 && parent != null ? parent.isSigned() : here == 1;
    }

    int tagAt(int index) {
        return tags[index];
    }

    VR vrAt(int index) {
        return vrs[index];
    }

    Object valueAt(int index) {
        return values[index];
    }

    String textAt(int index) {
        return text(index);
    }

    /** Bytes as they are written; null for what is not bytes. */
    byte[] raw(int index) {
        if (values[index] instanceof String text) {
            VR vr = vrs[index];
            byte[] raw = vr.isText() ? charset().encode(text, vr) : SpecificCharset.DEFAULT.encode(text, vr);
            return Values.padded(vr, raw);
        }
        return values[index] instanceof byte[] raw ? Values.padded(vrs[index], raw) : null;
    }

    /** Adds or replaces; quick when elements come in order. */
    DataSet put(int tag, VR vr, Object value) {
        int index = size == 0 || Tag.compare(tags[size - 1], tag) < 0 ? -size - 1 : indexOf(tag);
        if (index < 0) {
            index = -index - 1;
            insert(index);
        }
        tags[index] = tag;
        vrs[index] = vr;
        values[index] = value;
        forgetCharset(tag);
        return this;
    }

    /** An item that knows the data set around it, not yet in a sequence. */
    DataSet newItem() {
        DataSet item = new DataSet();
        item.parent = this;
        return item;
    }

    private void insert(int index) {
        if (size == tags.length) {
            tags = Arrays.copyOf(tags, size * 2);
            vrs = Arrays.copyOf(vrs, size * 2);
            values = Arrays.copyOf(values, size * 2);
        }
        System.arraycopy(tags, index, tags, index + 1, size - index);
        System.arraycopy(vrs, index, vrs, index + 1, size - index);
        System.arraycopy(values, index, values, index + 1, size - index);
        size++;
    }

    private void forgetCharset(int tag) {
        if (tag == Tag.SpecificCharacterSet) {
            charset = null;
        }
    }

    /** The index of an element, or -(where it belongs) - 1. */
    private int indexOf(int tag) {
        int index = position(tag);
        return index < size && tags[index] == tag ? index : -index - 1;
    }

    private int position(int tag) {
        int low = 0;
        int high = size;
        while (low < high) {
            int middle = low + high >>> 1;
            if (Tag.compare(tags[middle], tag) < 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** Same elements with the same VRs and the same values as bytes. */
    @Override
    public boolean equals(Object other) {
        if (!(other instanceof DataSet that) || size != that.size) {
            return false;
        }
        for (int i = 0; i < size; i++) {
            if (tags[i] != that.tags[i] || vrs[i] != that.vrs[i] || !sameValue(that, i)) {
                return false;
            }
        }
        return true;
    }

    private boolean sameValue(DataSet that, int i) {
        byte[] mine = raw(i);
        return mine != null ? Arrays.equals(mine, that.raw(i)) : values[i].equals(that.values[i]);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(tags());
    }

    /** The number of elements only: values are about patients and do not belong into a log. */
    @Override
    public String toString() {
        return "DataSet of " + size + " elements";
    }
}
