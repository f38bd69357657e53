package org.jiebang.programme;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jiebang.catalog.Money;
import org.jiebang.catalog.TeamRole;
import org.jiebang.region.RegionCode;
import org.jspecify.annotations.Nullable;

/**
 * An application as far as rules look at it.
 *
 * @param id tells it from others; unique
 * @param programme id of the programme
 * @param title as people call it
 */
public record Application(
        String id,
        String programme,
        String category,
        String title,
        Party applicant,
        List<Party> partners,
        List<Member> team,
        Plan plan,
        Filing filing) {
    public Application {
        partners = List.copyOf(partners);
        team = List.copyOf(team);
    }

    /**
     * One person of the team.
     *
     * @param id of the person in the library; blank if not known, then name, employer and birth tell who it is
     * @param supportedYouth chosen by the youth support scheme (青年人才托举工程)
     * @param residentDays days of residence planned (“蹲点”), 0 for none
     */
    public record Member(
            String id,
            String name,
            String employer,
            Affiliation affiliation,
            Birth birth,
            boolean supportedYouth,
            Set<TeamRole> roles,
            int residentDays) {
        public Member {
            roles = Set.copyOf(roles);
        }
    }

    /**
     * A problem to be solved.
     *
     * @param id in the library; blank if it is not there
     * @param common a common technology problem of an industry (共性技术问题), else one of a chain
     */
    public record ProblemChoice(String id, String title, boolean common) {}

    /**
     * What is to be done.
     *
     * @param hosts keys of the parties that are served or host a station
     * @param stations names of the stations to be founded
     * @param content what the team does for its region (服务内容)
     * @param results what comes of it (成果成效)
     * @param targets promised figures by the name of the indicator
     */
    public record Plan(
            List<ProblemChoice> problems,
            Set<String> chains,
            Set<RegionCode> regions,
            List<String> hosts,
            List<String> stations,
            String content,
            String results,
            Map<String, Integer> targets) {
        /** Nothing planned yet. */
        public static final Plan NONE = new Plan(List.of(), Set.of(), Set.of(), List.of(), List.of(), "", "", Map.of());

        public Plan {
            problems = List.copyOf(problems);
            chains = Set.copyOf(chains);
            regions = Set.copyOf(regions);
            hosts = List.copyOf(hosts);
            stations = List.copyOf(stations);
            targets = Map.copyOf(targets);
        }
    }

    /**
     * What is handed in and how.
     *
     * @param requested amount asked for, null if not yet known
     * @param fields values of the form by field; a table's value has a line per row
     * @param attachments copies of each
     * @param confirmed ids of the rules that the applicant has confirmed
     * @param filedBy who files for the applicant; null: the applicant itself
     */
    public record Filing(
            @Nullable Money requested,
            Map<String, String> fields,
            Map<String, Integer> attachments,
            Set<String> confirmed,
            List<Deadline.Submission> submissions,
            @Nullable Party filedBy) {
        /** Nothing handed in yet. */
        public static final Filing NONE = new Filing(null, Map.of(), Map.of(), Set.of(), List.of(), null);

        public Filing {
            fields = Map.copyOf(fields);
            attachments = Map.copyOf(attachments);
            confirmed = Set.copyOf(confirmed);
            submissions = List.copyOf(submissions);
        }
    }
}
