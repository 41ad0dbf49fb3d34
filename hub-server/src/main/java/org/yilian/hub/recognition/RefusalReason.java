package org.yilian.hub.recognition;

import java.util.Arrays;
import java.util.Optional;

/**
 * Why a doctor repeats what could be recognised: the dictionary in use in the field. A region may not take codes away,
 * because reports count by them.
 */
enum RefusalReason {
    CONDITION_CHANGED("01", "病情变化", "The condition changed", true),
    CHANGES_FAST("02", "检查检验结果变化较快", "The result changes fast", true),
    MAJOR_MEASURE("03", "重大医疗措施前", "Before a major measure", true),
    EMERGENCY("04", "急诊、危重抢救", "Emergency or critical condition", true),
    ASSESSMENT("05", "司法、伤残、病退、劳动仲裁鉴定", "Forensic, disability, retirement or labour assessment", true),
    QUALIFIED_TESTER("06", "国家规定须由具备资质者检测", "A qualified tester is required nationally", true),
    NECESSARY("07", "医师认为有必要", "The doctor judges it necessary", true),
    OTHER("08", "其他", "Other", true),
    IMAGES_NOT_RECEIVED("98", "未收到影像", "The images were not received", false),
    MONITORING("99", "需连续监测", "Continuous monitoring is needed", false);

    private final String code;
    private final String zh;
    private final String en;
    private final boolean countsAsRefusal;

    RefusalReason(String code, String zh, String en, boolean countsAsRefusal) {
        this.code = code;
        this.zh = zh;
        this.en = en;
        this.countsAsRefusal = countsAsRefusal;
    }

    static Optional<RefusalReason> of(String code) {
        return Arrays.stream(values()).filter(each -> each.code.equals(code)).findFirst();
    }

    String code() {
        return code;
    }

    String zh() {
        return zh;
    }

    String en() {
        return en;
    }

    boolean countsAsRefusal() {
        return countsAsRefusal;
    }

    boolean needsText() {
        return this == OTHER;
    }
}
