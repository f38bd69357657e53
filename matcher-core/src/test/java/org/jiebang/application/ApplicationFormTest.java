package org.jiebang.application;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jiebang.form.Field;
import org.jiebang.form.Form;
import org.jiebang.form.FormValues;
import org.jiebang.form.Forms;
import org.jiebang.programme.Application;
import org.jiebang.programme.Category;
import org.jiebang.programme.PartyKind;
import org.jiebang.programme.Programme;
import org.jiebang.programme.Programmes;
import org.junit.jupiter.api.Test;

class ApplicationFormTest {
    private static final Programme NATIONAL = Programmes.standard("kczg-service-team-2024");
    private static final Programme JIANGSU = Programmes.standard("kechuang-jiangsu-2024");

    @Test
    void theOfficialFormIsAskedWhereTheNoticeHasOne() {
        assertThat(ApplicationForm.official(NATIONAL)).contains(Forms.named("service-team-2024"));
        assertThat(ApplicationForm.official(JIANGSU)).isEmpty();
        Form form = ApplicationForm.of(NATIONAL, "CT");
        assertThat(form.id()).isEqualTo("service-team-2024");
        assertThat(form.fields()).containsAll(Forms.named("service-team-2024").fields());
    }

    /** No field of the official form is asked a second time, and every category has a form. */
    @Test
    void everyFieldIsAskedOnce() {
        for (Programme programme : Programmes.standard()) {
            for (Category category : programme.categories()) {
                List<String> ids = ApplicationForm.of(programme, category.id()).fields().stream()
                        .map(Field::id)
                        .toList();
                assertThat(ids).as(category.id()).isNotEmpty().doesNotHaveDuplicates();
            }
        }
    }

    @Test
    void whatTheRulesAskIsReadBackFromTheForm() {
        Map<String, Object> filled = new HashMap<>(Map.of(
                "申报单位类型", "省级学会",
                "申请金额", "9.5",
                "指标：深入市县数", "6",
                "确认：R-34", "是",
                "确认：P24-B3-plan", "",
                "资格：“科创江苏”试点县（市、区）", "是",
                "理由：P24-B3-cap", "联合县区投入"));
        filled.put(
                "名册",
                List.of(
                        Map.of("姓名", "示例甲", "工作单位", "示例大学", "界别", "高等学校", "出生", "1985", "角色", "团长；团员"),
                        Map.of("姓名", "示例乙", "出生", "一九八五", "蹲点天数", "30", "青托", "是")));
        filled.put("合作单位", List.of(Map.of("名称", "示例县科协", "单位类型", "县（市、区）科协")));
        FormValues values = FormValues.of(filled);
        Form form = ApplicationForm.of(JIANGSU, "P24-B3");
        assertThat(form.fields().stream().map(Field::id).toList())
                .contains("指标：深入市县数", "确认：R-34", "名册", "合作单位", "申请金额");
        Application application =
                ApplicationReading.read("1", JIANGSU.id(), "P24-B3", "示例", "示例学会", "", PartyKind.ENTERPRISE, values);
        assertThat(application.applicant().kind()).isEqualTo(PartyKind.PROVINCIAL_SOCIETY);
        assertThat(application.plan().targets()).containsExactly(Map.entry("深入市县数", 6));
        assertThat(application.filing().confirmed()).containsExactly("R-34");
        assertThat(application.filing().requested()).isEqualTo(ApplicationReading.requested(values));
        assertThat(application.partners()).hasSize(1);
        assertThat(application.team()).hasSize(2);
        assertThat(application.team().getFirst().roles()).hasSize(2);
        assertThat(application.team().getLast().residentDays()).isEqualTo(30);
        assertThat(ApplicationReading.reasons(values)).containsExactly(Map.entry("P24-B3-cap", "联合县区投入"));
    }
}
