package org.yilian.mappings.hl7v2.segment;

import java.time.Instant;
import java.util.Set;
import org.hl7.fhir.r4.model.Address;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.ContactPoint.ContactPointUse;
import org.hl7.fhir.r4.model.DateType;
import org.hl7.fhir.r4.model.Enumerations.AdministrativeGender;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.IntegerType;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.Type;
import org.yilian.mappings.ResourceWrite;
import org.yilian.mappings.Uris;
import org.yilian.mappings.hl7v2.Field;
import org.yilian.mappings.hl7v2.MessageContext;
import org.yilian.mappings.hl7v2.RemarkCode;
import org.yilian.mappings.hl7v2.Segment;
import org.yilian.mappings.hl7v2.datatype.Cwe;
import org.yilian.mappings.hl7v2.datatype.Cx;
import org.yilian.mappings.hl7v2.datatype.Dtm;
import org.yilian.mappings.hl7v2.datatype.Language;
import org.yilian.mappings.hl7v2.datatype.Uri;
import org.yilian.mappings.hl7v2.datatype.Xad;
import org.yilian.mappings.hl7v2.datatype.Xpn;
import org.yilian.mappings.hl7v2.datatype.Xtn;

/** PID (HL7 v2.8 section 3.4.2) to Patient, after the guide's map PID[Patient]. */
public final class PidPatient {
    private static final String CORE = "http://hl7.org/fhir/StructureDefinition/";
    private static final String OWN = Uris.BASE + "/StructureDefinition/";
    private static final Set<String> MARITAL = Set.of("A", "D", "I", "L", "M", "P", "S", "T", "U", "W");

    private final MessageContext context;
    private final Segment pid;
    private final Snapshot snapshot;
    private final Patient patient;

    private PidPatient(MessageContext context, Segment pid, PatientNumber number) {
        this.context = context;
        this.pid = pid;
        this.snapshot = new Snapshot(context, pid);
        this.patient = context.own(new Patient(), number.logicalId());
        number.identifiers().forEach(patient::addIdentifier);
    }

    /** A MERGE with everything the segment says. */
    public static ResourceWrite write(MessageContext context, Segment pid, PatientNumber number, Instant asOf) {
        return read(context, pid, number).write(asOf);
    }

    /** The same, for messages of systems that only repeat what the registration told them. */
    public static Patient stub(MessageContext context, Segment pid, PatientNumber number) {
        return read(context, pid, number).patient;
    }

    /** With the write still open: other segments say more about the patient. */
    public static PidPatient read(MessageContext context, Segment pid, PatientNumber number) {
        PidPatient reading = new PidPatient(context, pid, number);
        reading.fill();
        return reading;
    }

    public Patient patient() {
        return patient;
    }

    public ResourceWrite write(Instant asOf) {
        return snapshot.write(patient, asOf);
    }

    private void fill() {
        pid.skip(1);
        patient.setManagingOrganization(context.facilityOrganization());
        snapshot.each(5, "name", field -> {
            patient.addName(Xpn.name(context, field));
            patient.addName(Xpn.nickname(field));
        });
        snapshot.each(9, "name", field -> patient.addName(Xpn.name(context, field)));
        patient.getName().removeIf(name -> name == null || name.isEmpty());
        snapshot.each(7, "birthDate", this::birth);
        snapshot.each(8, "gender", field -> patient.setGender(gender(context, field)));
        snapshot.each(11, "address", field -> {
            Address address = Xad.address(context, field);
            if (address != null) {
                patient.addAddress(address);
            }
        });
        county();
        telecom(13, "home", ContactPointUse.HOME);
        telecom(14, "work", ContactPointUse.WORK);
        telecom(40, "home", null);
        snapshot.each(15, "communication", field -> {
            CodeableConcept language = Language.concept(context, field);
            if (language != null) {
                patient.addCommunication().setLanguage(language);
            }
        });
        snapshot.each(16, "maritalStatus", field -> patient.setMaritalStatus(marital(field)));
        multipleBirth();
        death();
        licence();
        extensions();
    }

    /** PID-12, which the guide lets stand for a district that no address has. */
    private void county() {
        String county = pid.get(12);
        if (county == null) {
            return;
        }
        Address only = patient.getAddress().size() == 1 ? patient.getAddressFirstRep() : null;
        if (only != null && !only.hasDistrict()) {
            only.setDistrict(county);
        } else if (only == null || !county.equals(only.getDistrict())) {
            patient.addAddress().setDistrict(county);
        }
    }

    /** DLN (section 2A.3.26): number, authority, expiration. */
    private void licence() {
        String number = pid.get(20);
        if (number == null) {
            return;
        }
        String authority = pid.field(20).get(2);
        String kind = "driving-licence" + (authority == null ? "" : "-" + Uri.segment(authority));
        Identifier identifier = new Identifier()
                .setSystem(Uris.id(context.profile().facility(), kind))
                .setValue(number);
        Cx.type(context, identifier, "DL");
        Dtm until = Dtm.of(context, pid.field(20), 3);
        if (until != null) {
            identifier.setPeriod(Cx.period(null, until));
        }
        patient.addIdentifier(identifier);
    }

    private void telecom(int n, String part, ContactPointUse otherwise) {
        snapshot.each(n, "telecom[" + part + "]", field -> {
            var contact = Xtn.contact(context, field, otherwise);
            if (contact != null
                    && patient.getTelecom().stream().noneMatch(c -> c.getValue().equals(contact.getValue()))) {
                patient.addTelecom(contact);
            }
        });
    }

    private void birth(Field field) {
        Dtm time = Dtm.of(context, field);
        if (time == null) {
            return;
        }
        DateType date = time.toDate();
        if (time.hasTime()) {
            date.addExtension(new Extension(CORE + "patient-birthTime", time.toDateTime()));
        }
        patient.setBirthDateElement(date);
    }

    /** HL7 table 0001. */
    static AdministrativeGender gender(MessageContext context, Field field) {
        String code = field.get(1);
        if (code == null) {
            return null;
        }
        return switch (code) {
            case "M", "m", "男", "1" -> AdministrativeGender.MALE;
            case "F", "f", "女", "2" -> AdministrativeGender.FEMALE;
            case "O", "A", "N", "X", "9" -> AdministrativeGender.OTHER;
            case "U", "0" -> AdministrativeGender.UNKNOWN;
            default -> {
                context.remark(RemarkCode.TABLE_CODE_UNKNOWN, field);
                yield AdministrativeGender.UNKNOWN;
            }
        };
    }

    /** HL7 table 0002 to v3-MaritalStatus; other codes stay the hospital's own. */
    private CodeableConcept marital(Field field) {
        CodeableConcept concept = Cwe.concept(context, field, "marital-status");
        if (concept != null && concept.hasCoding()) {
            String code = concept.getCodingFirstRep().getCode();
            String known =
                    switch (code) {
                        case "E" -> "L"; // separated, legally or not
                        case "B" -> "S"; // unmarried
                        case "G", "R", "C" -> "T"; // living together, partner
                        case "A", "P" -> null; // separated and domestic partner mean others in FHIR
                        default -> MARITAL.contains(code) ? code : null;
                    };
            if (known != null) {
                String text = concept.getCodingFirstRep().getDisplay();
                concept.getCoding()
                        .add(
                                0,
                                new org.hl7.fhir.r4.model.Coding()
                                        .setSystem("http://terminology.hl7.org/CodeSystem/v3-MaritalStatus")
                                        .setCode(known));
                if (!concept.hasText()) {
                    concept.setText(text);
                }
            }
        }
        return concept;
    }

    private void multipleBirth() {
        String yes = pid.get(24);
        String order = pid.get(25);
        if (order != null && order.matches("[1-9]")) {
            patient.setMultipleBirth(new IntegerType(order));
        } else if (yes != null) {
            patient.setMultipleBirth(new BooleanType(yes.equals("Y")));
        } else {
            snapshot.absent(24, "multipleBirth");
        }
    }

    private void death() {
        Type time = Dtm.dateTime(context, pid.field(29));
        String dead = pid.get(30);
        if (time != null) {
            patient.setDeceased(time);
        } else if (dead != null) {
            patient.setDeceased(new BooleanType(dead.equals("Y")));
        } else {
            snapshot.absent(29, "deceased");
            snapshot.absent(30, "deceased");
        }
    }

    private void extensions() {
        snapshot.each(6, part(CORE + "patient-mothersMaidenName"), field -> {
            var mother = Xpn.name(context, field);
            if (mother != null) {
                patient.addExtension(CORE + "patient-mothersMaidenName", new StringType(mother.getText()));
                Xpn.beside(context, field, mother.getText());
            }
        });
        concepts(10, OWN + "race", "race");
        concepts(17, CORE + "patient-religion", "religion");
        concepts(22, OWN + "ethnic-group", "ethnic-group");
        snapshot.each(
                23,
                part(CORE + "patient-birthPlace"),
                field -> patient.addExtension(CORE + "patient-birthPlace", new Address().setText(field.get(1))));
        coded(26, CORE + "patient-citizenship", "country");
        concepts(27, OWN + "military-status", "military-status");
        coded(28, CORE + "patient-nationality", "country");
        snapshot.each(31, part(OWN + "identity-unknown"), field -> {
            String yes = field.get(1);
            patient.addExtension(OWN + "identity-unknown", new BooleanType("Y".equals(yes)));
        });
        coded(39, CORE + "patient-citizenship", "tribe");
        animal();
    }

    private static String part(String url) {
        return "extension[" + url + "]";
    }

    private void concepts(int n, String url, String kind) {
        snapshot.each(n, part(url), field -> {
            CodeableConcept concept = Cwe.concept(context, field, kind);
            if (concept != null) {
                patient.addExtension(url, concept);
            }
        });
    }

    /** Extensions that hold a concept under {@code code}. */
    private void coded(int n, String url, String kind) {
        snapshot.each(n, part(url), field -> {
            CodeableConcept concept = Cwe.concept(context, field, kind);
            if (concept != null) {
                Extension extension = patient.addExtension();
                extension.setUrl(url);
                extension.addExtension("code", concept);
            }
        });
    }

    private void animal() {
        Extension animal = new Extension(CORE + "patient-animal");
        CodeableConcept species = pid.has(35) ? Cwe.concept(context, pid.field(35), "species") : null;
        CodeableConcept breed = pid.has(36) ? Cwe.concept(context, pid.field(36), "breed") : null;
        // The extension's own rule: no breed without a species.
        if (species != null) {
            animal.addExtension("species", species);
            if (breed != null) {
                animal.addExtension("breed", breed);
            }
            patient.addExtension(animal);
        }
    }
}
