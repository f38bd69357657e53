package org.jiebang.catalog;

import java.util.List;
import java.util.Set;
import org.jiebang.industry.IndustryField;
import org.jiebang.industry.SegmentId;
import org.jiebang.region.RegionCode;

/**
 * A service team with its roster, chain and the regions it serves (LIB-06, TEAM-01 and later). How many members a team needs is a
 * rule of a programme and year, not of the team.
 *
 * @param society society that sends the team
 * @param plan work plan (工作方案)
 * @param coverage what the members can do together, one direction an entry
 */
public record ServiceTeam(
        String name,
        String society,
        List<TeamMember> roster,
        Set<IndustryField> fields,
        Set<SegmentId> segments,
        Set<RegionCode> regions,
        String plan,
        List<String> coverage)
        implements LibraryRecord {

    public ServiceTeam {
        name = Texts.required("name", name);
        roster = List.copyOf(roster);
        fields = Texts.sorted(fields);
        segments = Texts.sorted(segments);
        regions = Texts.sorted(regions);
        coverage = List.copyOf(coverage);
    }

    @Override
    public Library library() {
        return Library.TEAMS;
    }

    @Override
    public String title() {
        return name;
    }

    @Override
    public List<String> texts() {
        return Texts.concat(Texts.present(plan), Texts.concat(coverage, Texts.present(society)));
    }

    @Override
    public String naturalKey() {
        return LibraryRecord.key(society, name);
    }

    @Override
    public String similarityKey() {
        return LibraryRecord.normalized(name);
    }
}
