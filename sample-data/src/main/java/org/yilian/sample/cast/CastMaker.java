package org.yilian.sample.cast;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.yilian.sample.Dice;
import org.yilian.sample.Hospital;
import org.yilian.sample.RegionPlan;
import org.yilian.sample.Table;

/** Makes the cast: first the people with a story, then people by chance. */
final class CastMaker {
    private static final double SLIP_SHARE = 0.18;
    private static final double TWICE_SHARE = 0.025;

    private final RegionPlan plan;
    private final Dice dice;
    private final NameGiver names = new NameGiver();
    private final RegistrationDesk desk = new RegistrationDesk();
    private final Set<String> givenNumbers = new HashSet<>();
    private final List<Registration> registrations = new ArrayList<>();

    CastMaker(RegionPlan plan) {
        this.plan = plan;
        this.dice = new Dice(plan.seed()).fork("cast");
    }

    Cast make() {
        Map<String, Person> people = new HashMap<>();
        List<Person> list = new ArrayList<>();
        List<Table.Row> fixed = Table.read("cast/fixed-people.csv");
        for (Table.Row row : fixed) {
            Person person = fixedPerson(row, people);
            people.put(person.key(), person);
            list.add(person);
        }
        for (int i = fixed.size() + 1; i <= plan.people(); i++) {
            list.add(chancePerson(i));
        }
        fixed.forEach(row -> registerFixed(row, people));
        list.stream().skip(fixed.size()).forEach(this::registerByChance);
        return new Cast(List.copyOf(list), List.copyOf(registrations));
    }

    static String phone(Dice dice) {
        return String.format(Locale.ROOT, "140%08d", dice.below(100_000_000));
    }

    private Person fixedPerson(Table.Row row, Map<String, Person> known) {
        Dice own = dice.fork(row.text("key"));
        Sex sex = Sex.of(row.text("sex"));
        LocalDate birthDate = plan.today().minusYears(row.whole("age")).minusDays(own.between(1, 360));
        if (row.text("slips").contains(Slip.BIRTH_DAY_MONTH_SWAPPED.name())) {
            birthDate = birthDate.withDayOfMonth(birthDate.getMonthValue() == 5 ? 6 : 5);
        }
        District district = own.pick(District.ALL);
        String address = district.address(own);
        String phone = phone(own);
        if (row.has("sharesBirthWith")) {
            Person other = known.get(row.text("sharesBirthWith"));
            birthDate = other.birthDate();
            boolean twins = other.name().family().equals(row.text("family"))
                    && row.text("story").contains("twin");
            district = other.district();
            address = twins ? other.address() : address;
            phone = twins ? other.phone() : phone;
        }
        PersonName name = new PersonName(
                row.text("family"), row.text("given"), row.text("familyPinyin"), row.text("givenPinyin"));
        String number =
                identityNumber(district, birthDate, sex, row.text("idLike").equals("LAST_X"), own);
        return new Person(row.text("key"), name, sex, birthDate, number, phone, district, address, row.text("story"));
    }

    private Person chancePerson(int i) {
        String key = String.format(Locale.ROOT, "P%04d", i);
        Dice own = dice.fork(key);
        Sex sex = own.chance(0.53) ? Sex.FEMALE : Sex.MALE;
        int age = own.chance(0.14) ? own.between(0, 14) : own.chance(0.5) ? own.between(15, 54) : own.between(55, 91);
        LocalDate birthDate = plan.today().minusYears(age).minusDays(own.between(1, 364));
        District district = own.pick(District.ALL);
        PersonName name = names.name(sex, birthDate.getYear(), own);
        String number = identityNumber(district, birthDate, sex, false, own);
        return new Person(key, name, sex, birthDate, number, phone(own), district, district.address(own), "");
    }

    private String identityNumber(District district, LocalDate birthDate, Sex sex, boolean lastX, Dice own) {
        while (true) {
            int order = 2 * own.below(500) + (sex == Sex.MALE ? 1 : 0);
            String number = IdentityNumber.of(district.code(), birthDate, order);
            if ((!lastX || number.endsWith("X")) && givenNumbers.add(number)) {
                return number;
            }
        }
    }

    private void registerFixed(Table.Row row, Map<String, Person> people) {
        Person person = people.get(row.text("key"));
        Person guardian = people.get(row.text("idLike"));
        for (String code : row.list("hospitals")) {
            Set<Slip> slips = EnumSet.noneOf(Slip.class);
            for (String entry : row.list("slips")) {
                if (entry.startsWith(code)) {
                    for (String slip : entry.substring(code.length() + 1).split("\\+")) {
                        slips.add(Slip.valueOf(slip));
                    }
                }
            }
            boolean twice = row.text("story").contains("registered twice") && code.equals("H002");
            registrations.add(desk.register(
                    person,
                    Hospital.valueOf(code),
                    slips,
                    guardian == null ? null : guardian.identityNumber(),
                    twice,
                    dice.fork(person.key() + code)));
        }
    }

    private void registerByChance(Person person) {
        Dice own = dice.fork(person.key() + "/registrations");
        List<Hospital> possible = new ArrayList<>(List.of(Hospital.H001, Hospital.H002, Hospital.H004));
        if (person.sex() == Sex.FEMALE || person.ageOn(plan.today()) < 15) {
            possible.add(Hospital.H003);
        }
        double share = own.unit();
        int count = Math.min(possible.size(), share < 0.4 ? 1 : share < 0.8 ? 2 : share < 0.95 ? 3 : 4);
        List<Hospital> chosen =
                own.shuffled(possible).subList(0, count).stream().sorted().toList();
        for (Hospital hospital : chosen) {
            Set<Slip> slips = EnumSet.noneOf(Slip.class);
            if (own.chance(SLIP_SHARE)) {
                slips.add(own.pick(
                        List.of(Slip.values()).stream()
                                .filter(slip -> RegistrationDesk.canHappenTo(person, slip))
                                .toList(),
                        Slip::frequency));
            }
            registrations.add(desk.register(person, hospital, slips, null, own.chance(TWICE_SHARE), own));
        }
    }
}
