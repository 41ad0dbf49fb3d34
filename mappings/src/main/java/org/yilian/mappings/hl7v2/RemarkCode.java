package org.yilian.mappings.hl7v2;

import org.yilian.mappings.Remark;
import org.yilian.mappings.Remark.Severity;

/** Every remark there is: its severity and its fixed text. Names are stable: screens and worklists know them. */
public enum RemarkCode {
    FIELD_NOT_USED(Severity.INFO, "The field is present and no resource holds it; the original is kept."),
    SEGMENT_NOT_USED(Severity.INFO, "The segment is present and no resource holds it; the original is kept."),
    CHANGED_BY_PROFILE(
            Severity.INFO, "The facility's profile replaced or left out what was sent here; the original is kept."),
    NO_RESOURCE_FOR_FIELD(
            Severity.WARNING,
            "The profile maps the field to a resource that the message does not state exactly once; the original is kept."),
    LINE_SKIPPED(Severity.WARNING, "A line of the message is not a segment and was skipped."),
    CHARSET_CONTRADICTED(Severity.WARNING, "The text is not in the character set that MSH-18 declares."),
    CHARSET_UNKNOWN(Severity.WARNING, "MSH-18 names no character set we know."),
    CONTROL_ID_REUSED(Severity.WARNING, "The sender used this control id (MSH-10) before for another message."),
    TEXT_DAMAGED(Severity.WARNING, "Some bytes are no text in the character set; they became U+FFFD."),
    TRIGGER_NOT_SUPPORTED(Severity.ERROR, "Messages of this type are not translated."),
    NO_PATIENT(Severity.ERROR, "The message names no patient."),
    NO_PATIENT_NUMBER(Severity.ERROR, "The patient has no number whose authority is known."),
    NO_OTHER_PATIENT(Severity.ERROR, "The message is about two patients and names only one."),
    NO_PRIOR_NUMBER(Severity.ERROR, "MRG-1 has no number to merge from."),
    MERGED_WITH_ITSELF(Severity.ERROR, "The surviving and the merged patient are the same."),
    NO_VISIT_NUMBER(Severity.WARNING, "There is no visit number, so there is no Encounter."),
    NO_ORDER_NUMBER(Severity.WARNING, "There is no placer or filler number; order or result is known by what it says."),
    NO_ORDER_CONTROL(
            Severity.WARNING, "ORC-1 is missing or unknown; the order counts as the one before it, else as new."),
    NO_APPOINTMENT_NUMBER(Severity.ERROR, "There is no number by which the appointment could be known."),
    NO_SLOT(Severity.WARNING, "Start, end or resource of the time is missing, so there is no Slot."),
    NO_ORDER_ANSWERED(
            Severity.INFO, "The answer names no order; what it says about the message is its sender's alone."),
    NO_ACCOUNT_NUMBER(Severity.WARNING, "There is no account number, so there is no Account."),
    NO_OBSERVATION_CODE(Severity.ERROR, "OBX-3 is empty, so there is no Observation."),
    NO_CODE(Severity.WARNING, "The code that the resource needs is missing; an unknown one stands in."),
    NO_TIME(Severity.WARNING, "The message has no usable time of its own; it counts as the oldest."),
    AUTHORITY_UNKNOWN(Severity.WARNING, "The assigning authority is not in the facility's table."),
    TIME_NOT_UNDERSTOOD(Severity.WARNING, "The value is no date or time."),
    TIME_WITHOUT_SECONDS(Severity.INFO, "The time has no minutes or seconds; FHIR needs them, zero stands in."),
    NUMBER_NOT_UNDERSTOOD(Severity.WARNING, "The value is no number; it is kept as text."),
    VALUE_NOT_UNDERSTOOD(Severity.WARNING, "The value does not have the form of its type; it is kept as text."),
    VALUE_TYPE_UNKNOWN(Severity.WARNING, "OBX-2 is missing or unknown; the value is kept as text."),
    STATUS_UNKNOWN(Severity.WARNING, "The status code is not in its table."),
    CODE_NOT_MAPPED(Severity.INFO, "The local code has no regional item yet."),
    UNIT_NOT_MAPPED(Severity.INFO, "The unit has no UCUM code yet; it is kept as text."),
    FLAG_NOT_MAPPED(Severity.INFO, "The abnormal flag is not in a table; it is kept as text."),
    CONTENT_NOT_UNDERSTOOD(Severity.WARNING, "The content of the document is not what it says it is; it is left out."),
    NO_VACCINE(Severity.INFO, "No vaccine was given (CVX 998), so there is no Immunization."),
    PARENT_UNKNOWN(Severity.INFO, "The parent result cannot be told from the message; only its order is linked."),
    NO_DOCUMENT(Severity.ERROR, "There is no TXA, so there is no document."),
    NO_DOCUMENT_NUMBER(Severity.WARNING, "TXA-12 is empty; the document is known by what it says."),
    TABLE_CODE_UNKNOWN(Severity.INFO, "The code is not in its HL7 table; it is kept as text or left out.");

    private final Severity severity;
    private final String text;

    RemarkCode(Severity severity, String text) {
        this.severity = severity;
        this.text = text;
    }

    public Remark at(String location) {
        return new Remark(severity, name(), location, text);
    }
}
