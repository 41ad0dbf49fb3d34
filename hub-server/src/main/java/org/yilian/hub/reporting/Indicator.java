package org.yilian.hub.reporting;

/**
 * The indicators of the sharing report. The text is the definition (口径) that is printed with every number;
 * docs/reports.md explains each further. A change of meaning raises {@link #VERSION}.
 */
enum Indicator {
    SHARED_RESULTS(
            "sharedResults",
            "共享检验结果数",
            "Shared laboratory results",
            "机构上传且已审核或更正的检验结果，每项结果（最新版本）计一次；按采样时间归月",
            "laboratory results of the hospital that are final, amended or corrected and not voided; each counts once, in its"
                    + " latest version, in the month it was sampled",
            "yh_result"),
    SHARED_STUDIES(
            "sharedStudies",
            "共享影像检查数",
            "Shared imaging studies",
            "机构上传且可调阅的影像检查，每个检查计一次；按检查时间归月",
            "studies of the hospital of which images can be retrieved; each counts once, in the month it was made",
            "yh_imaging_fact"),
    SHARED_IMAGES(
            "sharedImages",
            "共享影像数",
            "Shared images",
            "上述检查的影像（实例）数",
            "images (instances) of these studies",
            "yh_imaging_fact"),
    MESSAGES(
            "messages",
            "已确认消息数",
            "Messages acknowledged",
            "机构发送且平台应答AA的消息，重复发送只计一次；按接收时间归月",
            "messages of the hospital answered AA (CA); the same message sent again counts once; in the month it was received",
            "yh_inbox"),
    CHECKS(
            "checks",
            "互认查询次数",
            "Recognition checks",
            "机构（接诊方）发起的互认查询，同一查询重复提交只计一次",
            "checks asked by the hospital as orderer; the same question with the same answer counts once",
            "yh_check"),
    LINES(
            "lines",
            "互认查询项次",
            "Lines checked",
            "上述查询中的项目行数，组合项目计一行",
            "ordered items in these checks; a panel is one line",
            "yh_check_line"),
    RECOGNISABLE(
            "recognisable",
            "可互认项次",
            "Recognisable lines",
            "上述项目行中结论为可互认（含提示）的行数；组合项目须全部可互认",
            "lines answered RECOGNISABLE or RECOGNISABLE_WITH_ALERT; a panel only if all of it is",
            "yh_check_line"),
    ACCEPTED(
            "accepted",
            "互认项次",
            "Lines accepted",
            "医师采纳的项目行数（含组合项目中可互认部分），不含仅供参考结果的自愿采纳；按采纳时间归月",
            "lines a doctor accepted, panels of which a part is recognisable included, results for reference only excluded;"
                    + " in the month of the acceptance",
            "yh_check_event ACCEPTED"),
    VOLUNTARY(
            "acceptedVoluntarily",
            "自愿采纳项次",
            "Lines accepted at discretion",
            "医师自愿采纳的仅供参考结果的项目行数",
            "lines accepted although the result was for reference only",
            "yh_check_event ACCEPTED"),
    OVERRIDDEN(
            "overridden",
            "不予互认项次",
            "Lines overridden",
            "医师选择不予互认并填写原因的项目行数，不含原因98、99；未作答不计入",
            "lines a doctor refused with a reason other than 98 and 99; no answer is no refusal",
            "yh_check_event OVERRIDDEN"),
    SAVING(
            "saving",
            "节约费用（元）",
            "Saving (CNY)",
            "采纳项目在接诊机构的价格之和（毛额，未扣除时限内复查）",
            "sum of the prices of accepted items at the ordering hospital (gross: repeats within the window are not deducted)",
            "yh_check_event ACCEPTED");

    static final String ID = "sharing";
    static final String VERSION = "1.0.0";
    static final String TITLE_ZH = "数据共享与互认月报";
    static final String TITLE_EN = "Sharing and recognition by hospital and month";
    private static final String NO_DENOMINATOR_ZH = "无（计数）";
    private static final String NO_DENOMINATOR_EN = "none (a count)";

    private final String code;
    private final String zh;
    private final String en;
    private final String numeratorZh;
    private final String numeratorEn;
    private final String source;

    Indicator(String code, String zh, String en, String numeratorZh, String numeratorEn, String source) {
        this.code = code;
        this.zh = zh;
        this.en = en;
        this.numeratorZh = numeratorZh;
        this.numeratorEn = numeratorEn;
        this.source = source;
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

    String numeratorZh() {
        return numeratorZh;
    }

    String numeratorEn() {
        return numeratorEn;
    }

    String denominatorZh() {
        return NO_DENOMINATOR_ZH;
    }

    String denominatorEn() {
        return NO_DENOMINATOR_EN;
    }

    /** Where the events are. */
    String source() {
        return source;
    }

    boolean isMoney() {
        return this == SAVING;
    }
}
