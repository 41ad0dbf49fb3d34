package org.yilian.mappings.hl7v2.request;

import org.yilian.mappings.hl7v2.group.Grammar;

/** The abstract syntaxes of order messages and of answers to them (HL7 v2.8 sections 4.4.1 to 4.4.12). */
final class OrderGrammar {
    /** ORM_O01, OMG_O19, OML_O21, OMI_O23, OMS_O05, OMN_O07, OMD_O03: each order with what it needs. */
    static final Grammar ORDERS = Grammar.of("""
            MSH SFT UAC NTE MSA ERR
            PATIENT(PID): PD1 PRT NTE NK1 ARV PV1 PV2 GT1 AL1 IAM
              INSURANCE(IN1): IN2 IN3
              ORDER(ORC OBR RQD RXO ODS ODT): PRT TQ1 TQ2 NTE CTD DG1 TCD RQ1 ODS ODT RXR RXC IPC ZDS FT1 CTI BLG SGH SGT
                OBSERVATION(OBX): PRT TCD NTE
                SPECIMEN(SPM): NTE
                  SPECIMEN_OBSERVATION(OBX): PRT NTE
                  CONTAINER(SAC):
            ORDER(ORC OBR RQD RXO ODS ODT): PRT TQ1 TQ2 NTE CTD DG1 TCD RQ1 ODS ODT RXR RXC IPC ZDS FT1 CTI BLG SGH SGT
              OBSERVATION(OBX): PRT TCD NTE
              SPECIMEN(SPM): NTE
                SPECIMEN_OBSERVATION(OBX): PRT NTE
                CONTAINER(SAC):
            """);

    /** OML_O33 and OML_O35: each specimen (O35: its containers) with the orders on it. */
    static final Grammar SPECIMENS = Grammar.of("""
            MSH SFT UAC NTE MSA ERR
            PATIENT(PID): PD1 PRT NTE NK1 ARV PV1 PV2 GT1 AL1 IAM
              INSURANCE(IN1): IN2 IN3
              SPECIMEN(SPM): PRT NTE
                SPECIMEN_OBSERVATION(OBX): PRT NTE
                CONTAINER(SAC):
                ORDER(ORC OBR): PRT TQ1 TQ2 NTE CTD DG1 TCD FT1 CTI BLG
                  OBSERVATION(OBX): PRT TCD NTE
            """);

    /** ORL_O34 and ORL_O36: the patient may be left out, and then the specimens stand alone. */
    static final Grammar SPECIMEN_ANSWERS = Grammar.of("""
            MSH MSA ERR SFT UAC NTE
            PATIENT(PID): PV1
              SPECIMEN(SPM): OBX
                CONTAINER(SAC):
                ORDER(ORC OBR): PRT TQ1 TQ2 NTE
              ORDER(ORC OBR): PRT TQ1 TQ2 NTE
            SPECIMEN(SPM): OBX
              CONTAINER(SAC):
              ORDER(ORC OBR): PRT TQ1 TQ2 NTE
            ORDER(ORC OBR): PRT TQ1 TQ2 NTE
            """);

    private OrderGrammar() {}
}
