package org.yilian.hub.recognition.rules;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;

/** Why a result is not simply recognisable. The code is what the JSON door and the records carry. */
public enum Reason {
    ACCESS_DENIED(Gate.G0, "不允许查阅", "the requester may not see it"),
    ID_UNCERTAIN(Gate.G1, "身份未确认，请主索引管理员核对", "the identity is uncertain; a steward has to check it"),
    NOT_FINAL(Gate.G2, "报告尚未审核发布", "the report is not final"),
    VOIDED(Gate.G2, "报告已作废", "the report was voided"),
    NO_RESULT(Gate.G3, "无该项目的外院结果", "no other hospital has a result of this item"),
    CODE_NOT_MAPPED(Gate.G3, "院内编码未对照区域项目", "the local code is not mapped to a regional item"),
    ITEM_DIFFERS(Gate.G3, "项目、部位、侧别或标本不同", "item, site, side, contrast or specimen differs"),
    PARTIAL(Gate.G3, "组合中部分项目可互认", "some analytes of the panel can be recognised, others stay ordered"),
    METHOD_NOT_COMPARABLE(Gate.G3, "检测方法不可比", "the methods are not comparable"),
    AGE_NOT_VALID(Gate.G3, "该实验室参考区间不适用于患者年龄", "range or method is not valid at the patient's age"),
    NOT_IN_CATALOGUE(Gate.G4, "不在双方共同的互认目录内", "not in a catalogue that covers both institutions today"),
    QC_NOT_QUALIFIED(Gate.G5, "采样或检查当日质控不合格", "the source was not qualified on the day of sampling"),
    MARK_MISMATCH(Gate.G5, "互认标识与资格不一致", "the printed mark contradicts the qualification"),
    DIRECTION(Gate.G6, "互认方向不允许", "the direction rule does not allow it"),
    EXPIRED(Gate.G7, "超过互认时限", "older than the item's window"),
    DATA_INCOMPLETE(Gate.G8, "数据不完整或质量不足", "value, unit, range, time or image quality is missing or insufficient"),
    IMAGES_UNAVAILABLE(Gate.G8, "影像不可调阅", "the images cannot be retrieved"),
    OPEN_CRITICAL(Gate.G9, "危急值未闭环", "a critical value whose loop is not closed"),
    SPECIMEN_DOUBTFUL(Gate.G9, "标本质量存疑", "the specimen's quality is in doubt"),
    EXEMPT_01(Gate.G10, "病情变化", "the condition changed"),
    EXEMPT_02(Gate.G10, "结果在疾病发展中变化较快", "the result changes fast in the course of the disease"),
    EXEMPT_03(Gate.G10, "手术、输血等重大措施前", "before surgery, transfusion or another major measure"),
    EXEMPT_04(Gate.G10, "急诊、急救", "emergency"),
    EXEMPT_05(Gate.G10, "司法、伤残、病退鉴定等", "forensic, disability or retirement assessment"),
    EXEMPT_06(Gate.G10, "其他确需复查", "another need to repeat");

    private final Gate gate;
    private final String zh;
    private final String en;

    Reason(Gate gate, String zh, String en) {
        this.gate = gate;
        this.zh = zh;
        this.en = en;
    }

    @JsonValue
    public String code() {
        return name().replace('_', '-');
    }

    @JsonCreator
    public static Reason of(String code) {
        return valueOf(code.replace('-', '_'));
    }

    /** The exemption a requester declared by its two digits; null when there is none of this number. */
    static Reason exemption(String digits) {
        return Arrays.stream(values())
                .filter(reason -> reason.name().equals("EXEMPT_" + digits))
                .findFirst()
                .orElse(null);
    }

    public Gate gate() {
        return gate;
    }

    public String zh() {
        return zh;
    }

    public String en() {
        return en;
    }
}
