package org.yilian.hub.portal;

import java.util.Map;
import org.yilian.hub.audit.AccessLog;
import org.yilian.hub.security.Door;

/** What the trail says, in words for a patient. */
final class AccessWords {
    private static final Map<String, String> INTERACTIONS = Map.ofEntries(
            Map.entry("c-move", "调取影像"),
            Map.entry("c-get", "调取影像"),
            Map.entry("c-find", "查询影像"),
            Map.entry("c-store", "上传影像"),
            Map.entry("stow-rs", "上传影像"),
            Map.entry("key-images", "标记关键影像"),
            Map.entry("key-images-withdraw", "撤回关键影像"),
            Map.entry("ups-create", "安排影像工作"),
            Map.entry("ups-update", "修改影像工作"),
            Map.entry("ups-state", "处理影像工作"),
            Map.entry("ups-cancel", "取消影像工作"),
            Map.entry("break-glass", "紧急调阅"),
            Map.entry("identity-same", "确认为同一人"),
            Map.entry("identity-different", "确认为不同人"),
            Map.entry("identity-propose", "提请确认为同一人"),
            Map.entry("identity-withdraw", "撤销身份核对结论"),
            Map.entry("identity-dry-run", "试算身份关联规则"),
            Map.entry("identity-rerun", "按新规则重新关联"),
            Map.entry("identity-stop", "停止重新关联"),
            Map.entry("identity-changes", "查看关联变化"),
            Map.entry("login", "登录"),
            Map.entry("revoke-app", "撤销应用授权"),
            Map.entry("recognition-check", "互认查询"),
            Map.entry("recognition-decision", "互认决定"),
            Map.entry("recognition-replay", "互认复核"));

    private AccessWords() {}

    static String through(Door door) {
        return switch (door) {
            case FHIR -> "数据接口";
            case DICOMWEB, DICOMWEB_STORE, KEY_IMAGES -> "影像浏览";
            case DIMSE -> "影像设备";
            case HL7V2, HL7V2_QUERY -> "医院信息系统";
            case RECOGNITION, CDS_HOOKS -> "检查检验互认";
            case PEOPLE -> "患者查找";
            case IDENTITY -> "患者身份核对";
            case EMERGENCY -> "紧急调阅";
            case EMERGENCY_REVIEW -> "紧急调阅审核";
            case TIMELINE -> "患者时间轴";
            case MESSAGES, QUARANTINE, REGION, OPERATIONS -> "平台运维";
            case REPORTS, PORTAL -> "统计报表";
            case AUDIT, ACCESS_LOG -> "访问记录查询";
            case SHARES, SHARED_LINK -> "患者分享链接";
            case APP_GRANTS, APP_GRANTS_OF_ALL -> "应用授权";
            case SIGN_IN -> "登录";
        };
    }

    static String did(AccessLog.Seen seen) {
        String word = seen.interaction() == null ? "" : seen.interaction();
        if (INTERACTIONS.containsKey(word)) {
            return INTERACTIONS.get(word);
        }
        if (word.startsWith("refused")) {
            return "被拒绝";
        }
        return switch (seen.action()) {
            case "C" -> "新增";
            case "R" -> "查看";
            case "U" -> "修改";
            case "D" -> "删除";
            default -> "查询";
        };
    }
}
