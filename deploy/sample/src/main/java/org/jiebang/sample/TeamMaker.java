package org.jiebang.sample;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jiebang.catalog.Academician;
import org.jiebang.catalog.Expert;
import org.jiebang.catalog.ServiceTeam;
import org.jiebang.catalog.TeamMember;
import org.jiebang.catalog.TeamRole;
import org.jiebang.industry.Chain;
import org.jiebang.industry.IndustryField;
import org.jiebang.industry.Segment;
import org.jiebang.industry.SegmentId;
import org.jiebang.region.Region;
import org.jiebang.region.RegionCode;

/** Makes service teams from the experts of the sample: thirty teams to five hundred experts. */
final class TeamMaker {
    /** Every so many teams … */
    static final int TEAMS = 30;

    /** … choose among so many experts of their own. */
    static final int EXPERTS = 500;

    private static final PhraseBook PHRASES = PhraseBook.read("organisation.txt");

    private final World world;
    private final Places places;
    private final ExpertMaker experts;
    private final SocietyMaker societies;

    TeamMaker(World world, Places places, ExpertMaker experts, SocietyMaker societies) {
        this.world = world;
        this.places = places;
        this.experts = experts;
        this.societies = societies;
    }

    ServiceTeam team(int number) {
        Dice dice = world.dice("team", number);
        Chain chain = world.chainAt(number);
        List<Expert> members = members(number, chain, dice);
        Segment main = mainSegment(members, chain, dice);
        Set<SegmentId> segments = new TreeSet<>(Set.of(main.id()));
        Set<IndustryField> fields = new TreeSet<>(Set.of(chain.field()));
        for (Expert member : members) {
            member.segments().stream()
                    .filter(id -> id.chain().equals(chain.code()))
                    .forEach(segments::add);
        }
        Map<RegionCode, Region> served = new LinkedHashMap<>();
        int wanted = dice.between(1, 3);
        while (served.size() < wanted) {
            Region county = places.any(dice);
            Region place = dice.chance(35) ? Places.city(county) : county;
            served.put(place.code(), place);
        }
        String placeNames = served.values().stream().map(Places::fullName).collect(Collectors.joining("、"));
        Wording wording = new Wording(world, main, dice).with("places", placeNames);
        int again = number / world.chainCount();
        return new ServiceTeam(
                chain.name() + "产业链科技服务团" + (again == 0 ? "" : "第" + (again + 1) + "分团"),
                societies.ofChain(number),
                roster(members),
                fields,
                segments,
                served.keySet(),
                wording.fill(PHRASES.pick("team plan", dice)),
                coverage(members));
    }

    /** Mostly experts of the chain, filled up with those of chains that it deals with. */
    private List<Expert> members(int number, Chain chain, Dice dice) {
        int first = number / TEAMS * EXPERTS;
        int size = dice.between(7, 10);
        List<Integer> own = new ArrayList<>();
        List<Integer> near = new ArrayList<>();
        Set<String> nearChains = chain.segments().stream()
                .flatMap(segment -> world.neighbours(segment).stream())
                .map(segment -> segment.id().chain())
                .collect(Collectors.toSet());
        IntStream.range(first, first + EXPERTS).forEach(i -> {
            String code = world.expertSegment(i).id().chain();
            if (code.equals(chain.code())) {
                own.add(i);
            } else if (nearChains.contains(code)) {
                near.add(i);
            }
        });
        List<Integer> chosen = new ArrayList<>(draw(own, Math.min(size - 1, own.size()), dice));
        chosen.addAll(draw(near, Math.min(size - chosen.size(), near.size()), dice));
        chosen.addAll(draw(without(own, chosen), Math.max(0, size - chosen.size()), dice));
        return chosen.stream().map(experts::expert).toList();
    }

    private static List<Integer> without(List<Integer> all, List<Integer> taken) {
        return all.stream().filter(i -> !taken.contains(i)).toList();
    }

    private static List<Integer> draw(List<Integer> from, int wanted, Dice dice) {
        List<Integer> left = new ArrayList<>(from);
        List<Integer> drawn = new ArrayList<>();
        while (drawn.size() < wanted && !left.isEmpty()) {
            drawn.add(left.remove(dice.below(left.size())));
        }
        return drawn;
    }

    private static List<TeamMember> roster(List<Expert> members) {
        List<Expert> bySeniority = new ArrayList<>(members);
        bySeniority.sort(Comparator.comparing((Expert expert) -> expert.academician() == Academician.NONE)
                .thenComparing(expert -> !expert.rank().matches("教授|研究员|正高级工程师"))
                .thenComparing(expert -> expert.position().isEmpty())
                .thenComparingInt(Expert::birthYear));
        List<TeamMember> roster = new ArrayList<>();
        for (int i = 0; i < bySeniority.size(); i++) {
            Expert expert = bySeniority.get(i);
            TeamRole role = i == 0
                    ? TeamRole.CHIEF_EXPERT
                    : i == 1 ? TeamRole.LEADER : i == bySeniority.size() - 1 ? TeamRole.LIAISON : TeamRole.MEMBER;
            roster.add(new TeamMember(expert.name(), expert.employer(), expert.birthYear(), role));
        }
        return roster;
    }

    private Segment mainSegment(List<Expert> members, Chain chain, Dice dice) {
        List<SegmentId> named = members.stream()
                .flatMap(member -> member.segments().stream().sorted())
                .filter(id -> id.chain().equals(chain.code()))
                .toList();
        SegmentId main = named.isEmpty() ? chain.segments().getFirst().id() : dice.pick(named);
        return chain.segments().stream()
                .filter(segment -> segment.id().equals(main))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> coverage(List<Expert> members) {
        Set<String> coverage = new LinkedHashSet<>();
        members.forEach(member -> coverage.add(member.directions().getFirst()));
        return List.copyOf(coverage);
    }
}
