package org.jiebang.api.access;

import java.util.Set;
import java.util.stream.Collectors;
import org.jiebang.api.platform.ApiException;

/** What an organisation is, and in which roles people act for it. */
public enum OrganisationKind {
    ENTERPRISE("企业", Role.ENTERPRISE),
    SOCIETY("学会", Role.SOCIETY),
    COUNTY("县级科协", Role.COUNTY),
    CITY("市级科协", Role.CITY),
    PROVINCE("省级或中国科协", Role.STAFF, Role.REVIEWER, Role.AUDITOR, Role.ADMINISTRATOR),
    /** An expert who acts for himself. */
    EXPERT("专家本人", Role.EXPERT);

    private final String label;
    private final Set<Role> roles;

    OrganisationKind(String label, Role... roles) {
        this.label = label;
        this.roles = Set.of(roles);
    }

    public String label() {
        return label;
    }

    public Set<Role> roles() {
        return roles;
    }

    /** Refuses a role in which nobody acts for such an organisation. */
    public void requireRole(Role role) {
        if (!roles.contains(role)) {
            throw ApiException.badRequest(
                    "role",
                    "ROLE",
                    label + "没有“" + role.label() + "”这种身份，可选："
                            + roles.stream().sorted().map(Role::label).collect(Collectors.joining("、")) + "。");
        }
    }
}
