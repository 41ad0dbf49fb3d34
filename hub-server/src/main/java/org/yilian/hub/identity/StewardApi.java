package org.yilian.hub.identity;

import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.yilian.hub.identity.matching.Traits;

/** {@code /api/identity}: records that may be one person, and what stewards say of them. */
@RestController
@RequestMapping("/api/identity")
class StewardApi {
    private final StewardDesk desk;

    StewardApi(StewardDesk desk) {
        this.desk = desk;
    }

    record Verdict(String patient, String other, Boolean same, String reason) {
        @Override
        public String toString() {
            return "Verdict";
        }
    }

    record Withdrawal(String reason) {}

    record Verdicts(List<Ruling> items) {}

    record Side(
            String patient,
            String facility,
            List<String> names,
            String sex,
            String birthDate,
            List<String> numbers,
            List<String> phones,
            List<String> addresses,
            String mother) {
        static Side of(Traits traits) {
            return new Side(
                    traits.patient(),
                    traits.facility(),
                    traits.names().stream().map(Traits.Name::shown).toList(),
                    traits.sex(),
                    traits.birthDate(),
                    traits.numbers().stream().map(Traits.Number::value).toList(),
                    traits.phones(),
                    traits.addresses(),
                    traits.mother().name());
        }

        /** Nothing of the person. */
        @Override
        public String toString() {
            return "Side[" + patient + "]";
        }
    }

    record Comparison(Side one, Side other, String rule, double bits, boolean fourEyes, Ruling ruling) {}

    @GetMapping("/pairs")
    StewardDesk.Listed pairs(@RequestParam(defaultValue = "0") int from) {
        return desk.list(Math.max(0, from));
    }

    @GetMapping("/pairs/{patient}/{other}")
    Comparison pair(@PathVariable String patient, @PathVariable String other) {
        StewardDesk.Compared both = desk.compare(patient, other);
        return new Comparison(
                Side.of(both.one()), Side.of(both.other()), both.rule(), both.bits(), both.fourEyes(), both.ruling());
    }

    /** 201 if it counts, 202 if a second steward has to confirm it. */
    @PostMapping("/rulings")
    ResponseEntity<Ruling> rule(@RequestBody Verdict verdict) {
        Ruling ruling = desk.rule(verdict.patient(), verdict.other(), verdict.same(), verdict.reason());
        return ResponseEntity.status(ruling.waits() ? HttpStatus.ACCEPTED : HttpStatus.CREATED)
                .body(ruling);
    }

    /** @param waiting only those that wait for a second steward */
    @GetMapping("/rulings")
    Verdicts rulings(@RequestParam(defaultValue = "false") boolean waiting) {
        return new Verdicts(desk.rulings(waiting));
    }

    @PostMapping("/rulings/{id}/confirm")
    Ruling confirm(@PathVariable long id) {
        return desk.confirm(id);
    }

    @PostMapping("/rulings/{id}/withdraw")
    Ruling withdraw(@PathVariable long id, @RequestBody Withdrawal withdrawal) {
        return desk.withdraw(id, withdrawal.reason());
    }
}
