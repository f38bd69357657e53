package org.jiebang.api.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SecondFactorRuleTest {
    private static Actor actor(Role role, boolean twoFactors) {
        UUID id = new UUID(0, 1);
        Membership acting = new Membership(id, id, "示例", OrganisationKind.PROVINCE, role, null, null);
        return new Actor(new Actor.Person(id, "name", "示例", false, twoFactors), acting, null, "", "");
    }

    @ParameterizedTest
    @EnumSource(Role.class)
    void whoManagesAccountsOrRevealsOthersContactsNeedsTwoFactorsWhereTheyAreDemanded(Role role) {
        boolean powerful = switch (role) {
            case COUNTY, CITY, STAFF, ADMINISTRATOR -> true;
            case ANONYMOUS, ENTERPRISE, SOCIETY, REVIEWER, EXPERT, AUDITOR -> false;
        };
        SecondFactorRule powerfulOnly = rule(SecondFactorRule.Of.POWERFUL);

        assertThat(powerfulOnly.lacks(actor(role, false))).isEqualTo(powerful);
        assertThat(rule(SecondFactorRule.Of.EVERYBODY).lacks(actor(role, false)))
                .isTrue();
        assertThat(rule(SecondFactorRule.Of.NOBODY).lacks(actor(role, false))).isFalse();
        for (SecondFactorRule.Of of : SecondFactorRule.Of.values()) {
            assertThat(rule(of).lacks(actor(role, true))).isFalse();
            assertThat(rule(of).lacks(Actor.anonymous("", ""))).isFalse();
        }
    }

    private static SecondFactorRule rule(SecondFactorRule.Of of) {
        return new SecondFactorRule(new PermissionTable(), of);
    }
}
