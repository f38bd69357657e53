package org.jiebang.api.team;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jiebang.api.library.Choice;
import org.jiebang.api.programme.VerdictView;
import org.jiebang.programme.Verdict;

/**
 * How a team stands to the rules of a category that speak of teams.
 *
 * @param version of the programme that was applied; 0 for the one that ships
 * @param asOf day for which ages were computed
 * @param violations rules that are not met, hard ones first, with numbers, the words of the notice and the mend
 * @param met rules that are met
 * @param unknown rules that cannot be judged, for the library does not say what they ask about
 * @param members as the library knows them
 * @param gone ids of members and problems that are not in the library any more
 */
record TeamCheckView(
        String programme,
        int version,
        String category,
        LocalDate asOf,
        Verdict.Outcome state,
        List<VerdictView.ViolationView> violations,
        List<VerdictView.RuleName> met,
        List<VerdictView.RuleName> unknown,
        List<ProposalView.TeamMemberView> members,
        List<UUID> gone,
        List<Choice> chains,
        List<Choice> regions) {}
