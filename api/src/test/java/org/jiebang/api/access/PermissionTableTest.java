package org.jiebang.api.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.UUID;
import org.jiebang.region.RegionCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PermissionTableTest {
    private static final UUID ORGANISATION = new UUID(1, 1);
    private static final UUID RECORD = new UUID(2, 2);

    private final Access access = new Access(new PermissionTable());

    private static Actor actor(Role role, OrganisationKind kind, String region) {
        return Actor.anonymous("", "")
                .actingFor(
                        new Membership(new UUID(3, 3), ORGANISATION, "甲", kind, role, new RegionCode(region), RECORD));
    }

    @ParameterizedTest
    @CsvSource({
        "320582, 320582, true", // its own county
        "320500, 320582, true", // a county of its city
        "320582, 320500, false", // the whole city is not in the county
        "320582, 320505, false",
        "320500, 320100, false",
    })
    void regionMeansInsideTheOrganisationsRegion(String own, String place, boolean allowed) {
        Actor county = actor(Role.COUNTY, OrganisationKind.COUNTY, own);
        Subject subject = new Subject(null, null, Set.of(new RegionCode(place)));
        assertThat(access.may(county, Action.PROBLEM_DRAFT_READ, subject)).isEqualTo(allowed);
    }

    @Test
    void ownMeansTheOrganisationOrItsRecord() {
        Actor enterprise = actor(Role.ENTERPRISE, OrganisationKind.ENTERPRISE, "320582");
        assertThat(access.may(enterprise, Action.PROBLEM_DRAFT_READ, new Subject(ORGANISATION, null, Set.of())))
                .isTrue();
        assertThat(access.may(enterprise, Action.CONTACT_REVEAL, new Subject(null, RECORD, Set.of())))
                .isTrue();
        assertThat(access.may(
                        enterprise,
                        Action.PROBLEM_DRAFT_READ,
                        new Subject(new UUID(9, 9), new UUID(8, 8), Set.of(new RegionCode("320582")))))
                .isFalse();
        assertThat(access.may(enterprise, Action.CONTACT_REVEAL, new Subject(null, null, Set.of())))
                .isFalse();
    }

    @Test
    void aTokenMayDoNoMoreThanItWasGivenFor() {
        Actor staff = actor(Role.STAFF, OrganisationKind.PROVINCE, "320000");
        Actor token = staff.withScopes(Set.of(Action.IMPORT_RUN));
        assertThat(access.decide(staff, Action.CONTACT_REVEAL)).isEqualTo(Decision.ALLOW);
        assertThat(access.decide(token, Action.CONTACT_REVEAL)).isEqualTo(Decision.DENY);
        assertThat(access.decide(token, Action.IMPORT_RUN)).isEqualTo(Decision.ALLOW);
        assertThat(access.decide(
                        actor(Role.SOCIETY, OrganisationKind.SOCIETY, "320582").withScopes(Set.of(Action.IMPORT_RUN)),
                        Action.IMPORT_RUN))
                .isEqualTo(Decision.DENY);
    }
}
