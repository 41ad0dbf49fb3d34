package org.yilian.hub.identity.matching;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** A source record made ready to be compared with others. */
public final class Profile {
    /** Right by their check characters, and given to anybody. */
    private static final String NOBODYS_BIRTH = "1900-01-01";

    final Traits traits;
    final List<NameForm> names;
    final String sex;
    final String birth;
    /** Numbers with right checksums. */
    final List<CitizenId> citizens;
    /** The number that is this person's by birth date and sex; of somebody else's card, or of none, it is empty. */
    final String own;
    /** What was typed for an identity number and is none. */
    final List<String> broken;
    /** Numbers of other documents, with their kinds. */
    final List<String> documents;

    final List<String> phones;
    final List<AddressForm> addresses;
    final NameForm mother;
    final String motherNumber;

    private Profile(Traits traits) {
        this.traits = traits;
        names = traits.names().stream()
                .map(each -> NameForm.of(each.family(), each.given(), each.text()))
                .filter(each -> each.kind() != NameForm.Kind.NONE)
                .toList();
        sex = traits.sex().equals("male") || traits.sex().equals("female") ? traits.sex() : "";
        birth = traits.birthDate().equals(NOBODYS_BIRTH) ? "" : traits.birthDate();
        List<String> typed = typed(Traits.Kind.CITIZEN);
        citizens = typed.stream()
                .map(CitizenId::ofAnyLength)
                .flatMap(Optional::stream)
                .filter(each -> !each.birthDate().equals(NOBODYS_BIRTH))
                .distinct()
                .toList();
        own = citizens.stream()
                .filter(this::belongs)
                .map(CitizenId::value)
                .findFirst()
                .orElse("");
        broken = typed.stream()
                .filter(each -> CitizenId.ofAnyLength(each).isEmpty())
                .map(each -> Text.narrow(each).replace(" ", "").toUpperCase(java.util.Locale.ROOT))
                .filter(each -> each.length() >= 15 && each.chars().distinct().count() > 4)
                .toList();
        documents = traits.numbers().stream()
                .filter(each -> each.kind() != Traits.Kind.CITIZEN)
                .map(Documents::plain)
                .filter(each -> !each.isEmpty())
                .distinct()
                .toList();
        phones = traits.phones().stream()
                .map(Phones::known)
                .filter(each -> !each.isEmpty())
                .distinct()
                .toList();
        addresses = traits.addresses().stream()
                .map(AddressForm::of)
                .filter(each -> !each.isEmpty())
                .toList();
        mother = NameForm.of("", "", traits.mother().name());
        motherNumber = CitizenId.ofAnyLength(traits.mother().number())
                .map(CitizenId::value)
                .orElse("");
    }

    public static Profile of(Traits traits) {
        return new Profile(traits);
    }

    public Traits traits() {
        return traits;
    }

    private List<String> typed(Traits.Kind kind) {
        return traits.numbers().stream()
                .filter(each -> each.kind() == kind)
                .map(Traits.Number::value)
                .collect(Collectors.toList());
    }

    /** A child registered with a parent's card has the parent's number, not one of its own. */
    private boolean belongs(CitizenId number) {
        BirthMatch match = BirthMatch.of(number.birthDate(), birth);
        return match.level() == BirthMatch.Level.NONE
                || match.level() == BirthMatch.Level.SAME
                || match.level() == BirthMatch.Level.SLIP
                || match.level() == BirthMatch.Level.YEAR;
    }

    /** Whether it has any number by which a person is known beyond one hospital. */
    public boolean numbered() {
        return !citizens.isEmpty() || !documents.isEmpty();
    }

    /** Whether none of its names is in characters. */
    boolean latin() {
        return names.stream().allMatch(each -> each.kind() == NameForm.Kind.LATIN || each.kind() == NameForm.Kind.ODD);
    }

    boolean newborn() {
        return names.stream().anyMatch(each -> each.kind() == NameForm.Kind.NEWBORN);
    }

    /** Nothing of the person. */
    @Override
    public String toString() {
        return "Profile[" + traits.patient() + "]";
    }
}
