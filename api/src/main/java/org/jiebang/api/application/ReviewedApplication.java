package org.jiebang.api.application;

import java.util.List;
import java.util.UUID;
import org.jiebang.programme.Application;

/**
 * An application for those who judge it.
 *
 * @param organisationId of the applicant
 * @param units names of all units that have a part in it: applicant, partners and who is served
 * @param members the team as the form names it
 */
public record ReviewedApplication(
        ApplicationContent content, UUID organisationId, List<String> units, List<Application.Member> members) {
    public ReviewedApplication {
        units = List.copyOf(units);
        members = List.copyOf(members);
    }
}
