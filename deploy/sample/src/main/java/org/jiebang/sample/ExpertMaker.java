package org.jiebang.sample;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jiebang.catalog.Academician;
import org.jiebang.catalog.Expert;
import org.jiebang.industry.Chain;
import org.jiebang.industry.IndustryField;
import org.jiebang.industry.Segment;
import org.jiebang.industry.SegmentId;
import org.jiebang.region.Region;
import org.jiebang.region.RegionCode;

/** Makes experts: a person, an employer of the same chain, and what the person did in one segment and sometimes in its neighbour. */
final class ExpertMaker {
    /** Year that ages are counted from. */
    static final int THIS_YEAR = 2026;

    private static final PhraseBook PHRASES = PhraseBook.read("expert.txt");

    private final World world;
    private final Places places;
    private final People people;
    private final Organisations organisations;
    private final EnterpriseMaker enterprises;

    ExpertMaker(World world, Places places, People people, Organisations organisations, EnterpriseMaker enterprises) {
        this.world = world;
        this.places = places;
        this.people = people;
        this.organisations = organisations;
        this.enterprises = enterprises;
    }

    private enum Kind {
        UNIVERSITY("university", List.of("教授", "副教授", "讲师")),
        INSTITUTE("institute", List.of("研究员", "副研究员", "助理研究员")),
        FIRM("firm", List.of("正高级工程师", "高级工程师", "工程师"));

        private final String section;
        private final List<String> ranks;

        Kind(String section, List<String> ranks) {
            this.section = section;
            this.ranks = ranks;
        }
    }

    private record Post(Kind kind, String employer, RegionCode place) {}

    Expert expert(int number) {
        Dice dice = world.dice("expert", number);
        People.Person person = people.person(number);
        Segment segment = world.expertSegment(number);
        Chain chain = world.chain(segment.id());
        Post post = post(number, chain, dice);
        int age = THIS_YEAR - person.birthYear();
        int rank = rank(age, dice);
        Academician academician = age >= 58 && rank == 0 && dice.chance(8)
                ? (dice.chance(40) ? Academician.SCIENCES : Academician.ENGINEERING)
                : Academician.NONE;
        boolean supportedYouth = age <= 42 && dice.chance(40);

        List<Segment> segments = segments(segment, dice);
        Set<SegmentId> ids = new TreeSet<>();
        Set<IndustryField> fields = new TreeSet<>();
        for (Segment one : segments) {
            ids.add(one.id());
            fields.add(world.chain(one.id()).field());
        }
        boolean silent = dice.chance(10);
        int capacity = dice.between(1, 5);
        return new Expert(
                person.name(),
                person.birthYear(),
                post.employer(),
                position(post.kind(), age, rank, dice),
                post.kind().ranks.get(rank),
                academician,
                supportedYouth,
                post.place(),
                silent ? Set.of() : fields,
                silent ? Set.of() : ids,
                entries("direction", segments, dice.between(3, 5), dice),
                entries("result", segments, age < 36 ? 2 : dice.between(2, 4), dice),
                honours(segment, rank, supportedYouth, dice),
                capacity,
                dice.below(capacity + 1));
    }

    private Post post(int number, Chain chain, Dice dice) {
        int kind = dice.below(100);
        if (kind < 26) {
            // The chain's first two enterprises are in every library of the usual size.
            EnterpriseMaker.Seat seat =
                    enterprises.seat(number % world.chainCount() + world.chainCount() * dice.below(2));
            return new Post(Kind.FIRM, seat.name(), seat.county().code());
        }
        Region county = places.county("expert", number);
        Region city = Places.city(county);
        if (kind < 34) {
            Organisations.University elsewhere = dice.pick(organisations.universitiesElsewhere(chain));
            return new Post(Kind.UNIVERSITY, elsewhere.name(), elsewhere.seat());
        }
        List<Organisations.University> universities = organisations.universities(city.code(), chain);
        if (kind < 76 && !universities.isEmpty()) {
            return new Post(Kind.UNIVERSITY, dice.pick(universities).name(), county.code());
        }
        // Two institutes of a chain in a city, the same for everybody who works there.
        Dice shared = world.dice("institute " + city.name() + chain.code(), dice.below(2));
        return new Post(
                Kind.INSTITUTE,
                organisations.institute(1000L + shared.below(2000), county, chain, shared),
                county.code());
    }

    /** 0 the highest title, 2 the third. */
    private static int rank(int age, Dice dice) {
        int luck = dice.below(100);
        if (age >= 50) {
            return luck < 88 ? 0 : 1;
        }
        if (age >= 40) {
            return luck < 45 ? 0 : luck < 92 ? 1 : 2;
        }
        return luck < 8 && age > 34 ? 0 : luck < 55 ? 1 : 2;
    }

    private static String position(Kind kind, int age, int rank, Dice dice) {
        String stage = age > 65 ? " senior" : age < 38 ? " young" : "";
        boolean holds = dice.chance(rank < 2 ? 65 : 25);
        return holds ? PHRASES.pick("position " + kind.section + stage, dice).fill(slot -> slot) : "";
    }

    private List<Segment> segments(Segment segment, Dice dice) {
        List<Segment> neighbours = world.neighbours(segment);
        return neighbours.isEmpty() || !dice.chance(35) ? List.of(segment) : List.of(segment, dice.pick(neighbours));
    }

    /** Different entries, the first of the main segment, the last of the neighbour if there is one. */
    private List<String> entries(String section, List<Segment> segments, int wanted, Dice dice) {
        Set<String> entries = new LinkedHashSet<>();
        Set<Template> used = new LinkedHashSet<>();
        while (entries.size() < wanted) {
            Template template = PHRASES.pick(section, dice);
            boolean last = entries.size() == wanted - 1;
            Segment segment = last ? segments.getLast() : segments.getFirst();
            if (used.add(template)) {
                entries.add(wording(segment, dice).fill(template));
            }
        }
        return List.copyOf(entries);
    }

    private List<String> honours(Segment segment, int rank, boolean supportedYouth, Dice dice) {
        Set<String> honours = new LinkedHashSet<>();
        if (supportedYouth) {
            honours.add("青年人才托举工程入选者");
        }
        int most = 3 - rank;
        for (int i = dice.below(most + 1); i > 0 && honours.size() < 3; i--) {
            honours.add(said("honour", segment, dice));
        }
        return List.copyOf(honours);
    }

    private String said(String section, Segment segment, Dice dice) {
        return wording(segment, dice).fill(PHRASES.pick(section, dice));
    }

    private Wording wording(Segment segment, Dice dice) {
        return new Wording(world, segment, dice).with("city", Places.shortName(Places.city(places.any(dice))));
    }
}
