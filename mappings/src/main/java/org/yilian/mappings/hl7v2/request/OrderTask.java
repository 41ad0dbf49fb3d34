package org.yilian.mappings.hl7v2.request;

import java.util.Set;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.hl7.fhir.r4.model.ServiceRequest.ServiceRequestStatus;
import org.hl7.fhir.r4.model.Task;
import org.hl7.fhir.r4.model.Task.TaskPriority;
import org.hl7.fhir.r4.model.Task.TaskStatus;
import org.yilian.mappings.ResourceWrite;
import org.yilian.mappings.Uris;
import org.yilian.mappings.hl7v2.MessageContext;
import org.yilian.mappings.hl7v2.Segment;
import org.yilian.mappings.hl7v2.datatype.Cwe;
import org.yilian.mappings.hl7v2.datatype.Dtm;

/**
 * What is asked of the filler about an order, one Task for each kind of request (fulfil, change, hold, release, cancel,
 * replace), and how the filler answered. That a cancellation is asked for is a Task; that the order is cancelled is the
 * order's own status.
 */
final class OrderTask {
    private static final String CODES = "http://hl7.org/fhir/CodeSystem/task-code";

    private OrderTask() {}

    /** The placer asks; ORC-5 can say that what it asks is done already. */
    static void asked(Order order, ServiceRequest request) {
        String code = order.control().taskCode();
        if (code == null) {
            return;
        }
        boolean done = code.equals("abort")
                && request.getStatus() == ServiceRequestStatus.REVOKED
                && progress(order.orc()) == TaskStatus.CANCELLED;
        Task task =
                task(order, code, done ? TaskStatus.COMPLETED : order.control().taskStatus());
        if (request.hasRequester()) {
            task.setRequester(request.getRequester().copy());
            task.getRequester().getExtension().clear(); // the number to call stands with the order
        }
        if (request.hasPriority()) {
            task.setPriority(TaskPriority.fromCode(request.getPriority().toCode()));
        }
        order.context().write(ResourceWrite.merge(task, Set.of(), order.asOf()));
    }

    /**
     * The filler answers: by its verb, or by ORC-5 about an order as a whole.
     *
     * @param err of the answer's message; null when it has none
     */
    static void told(Order order, Segment err) {
        OrderControl control = order.control();
        TaskStatus progress = progress(order.orc());
        if (control.taskCode() == null && progress == null) {
            return;
        }
        Task task = control.taskCode() != null
                ? task(order, control.taskCode(), control.taskStatus())
                : task(order, "fulfill", progress);
        if (err != null && !task.hasStatusReason()) {
            task.setStatusReason(error(order.context(), err));
        }
        order.context().advance(task);
    }

    /** ERR-3 (HL7 table 0357) or ERR-5, with what ERR-7 and ERR-8 say in words. */
    private static CodeableConcept error(MessageContext context, Segment err) {
        CodeableConcept reason = new CodeableConcept();
        for (int n : new int[] {3, 5}) {
            CodeableConcept code = err.has(n) ? Cwe.concept(context, err.field(n), "error") : null;
            if (code != null) {
                code.getCoding().forEach(reason::addCoding);
                reason.setText(reason.hasText() ? reason.getText() : code.getText());
            }
        }
        for (int n : new int[] {7, 8}) {
            String text = err.get(n);
            if (text != null) {
                reason.setText(text);
            }
        }
        return reason.isEmpty() ? null : reason;
    }

    private static TaskStatus progress(Segment orc) {
        String code = orc == null ? null : orc.get(5);
        return code == null
                ? null
                : switch (code) {
                    case "A", "IP" -> TaskStatus.INPROGRESS;
                    case "SC" -> TaskStatus.ACCEPTED;
                    case "CM" -> TaskStatus.COMPLETED;
                    case "CA", "DC", "RP" -> TaskStatus.CANCELLED;
                    default -> null;
                };
    }

    private static Task task(Order order, String code, TaskStatus status) {
        MessageContext context = order.context();
        String id = context.id("Task", Uris.id(context.profile().facility(), "task"), order.id() + "|" + code);
        Task task = context.own(new Task(), id);
        task.setStatus(status);
        task.setIntent(Task.TaskIntent.ORDER);
        task.getCode().addCoding().setSystem(CODES).setCode(code);
        task.setFocus(MessageContext.reference("ServiceRequest", order.id()));
        if (order.subject() != null) {
            task.setFor(MessageContext.reference("Patient", order.subject().patientId()));
            if (order.subject().encounterId() != null) {
                task.setEncounter(
                        MessageContext.reference("Encounter", order.subject().encounterId()));
            }
        }
        details(order, task);
        return task;
    }

    private static void details(Order order, Task task) {
        Segment orc = order.orc();
        if (orc == null) {
            return;
        }
        task.getBusinessStatus()
                .addCoding()
                .setSystem("urn:oid:2.16.840.1.113883.12.119")
                .setCode(order.control().name());
        CodeableConcept reason = orc.has(16) ? Cwe.concept(order.context(), orc.field(16), "order-reason") : null;
        task.setStatusReason(reason);
        Dtm happened = Dtm.of(order.context(), orc.field(9));
        if (happened != null && order.control().side() != OrderControl.Side.TELLS) {
            task.setAuthoredOnElement(happened.toDateTime());
        }
    }
}
