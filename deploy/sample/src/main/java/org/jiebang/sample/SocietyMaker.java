package org.jiebang.sample;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jiebang.catalog.Society;
import org.jiebang.industry.Chain;
import org.jiebang.industry.Segment;
import org.jiebang.industry.SegmentId;
import org.jiebang.region.Region;

/**
 * Makes societies: one of the province for each chain, then one for each segment, then those of the counties. Every name ends in （示例）, so
 * that none can be taken for a real one.
 */
final class SocietyMaker {
    private static final PhraseBook PHRASES = PhraseBook.read("organisation.txt");

    private final World world;
    private final Places places;

    SocietyMaker(World world, Places places) {
        this.world = world;
        this.places = places;
    }

    /** Name of the society of the chain whose turn it is. */
    String ofChain(int turn) {
        return name(turn % world.chainCount());
    }

    private String name(int number) {
        if (number < world.chainCount()) {
            return "江苏省" + world.chainAt(number).name() + "产业技术学会（示例）";
        }
        Segment segment = segment(number);
        List<Segment> segments = world.segments();
        int further = number - world.chainCount();
        int county = further / segments.size() - 1;
        if (county < 0) {
            return "江苏省" + subject(segment) + "学会（示例）";
        }
        List<Region> counties = places.counties();
        int again = county / counties.size();
        return Places.fullName(counties.get(county % counties.size())) + subject(segment) + "学会"
                + (again == 0 ? "" : "第" + (again + 1) + "分会") + "（示例）";
    }

    private static String subject(Segment segment) {
        return segment.name().endsWith("技术") ? segment.name() : segment.name() + "技术";
    }

    private Segment segment(int number) {
        List<Segment> segments = world.segments();
        // A stride that shares no factor with the number of segments visits all of them in mixed order.
        long stride = 1_000_003;
        return segments.get((int) ((number - world.chainCount()) * stride % segments.size()));
    }

    Society society(int number) {
        Dice dice = world.dice("society", number);
        boolean ofChain = number < world.chainCount();
        Chain chain =
                ofChain ? world.chainAt(number) : world.chain(segment(number).id());
        Segment main = ofChain ? dice.pick(chain.segments()) : segment(number);
        Set<SegmentId> ids = new TreeSet<>(Set.of(main.id()));
        Segment second = main;
        for (int i = dice.between(1, 3); i > 0; i--) {
            second = dice.pick(chain.segments());
            ids.add(second.id());
        }
        Segment other = second.equals(main)
                ? chain.segments().get(main.equals(chain.segments().getFirst()) ? 1 : 0)
                : second;
        Wording wording = new Wording(world, main, dice)
                .with("segment2", other.name())
                .with("city", Places.shortName(Places.city(places.any(dice))));
        Region county = number % 3 == 0 ? places.any(dice) : nanjing(dice);
        return new Society(
                name(number),
                Organisations.societyCode(number, county.code()),
                false,
                county.code(),
                Set.of(chain.field()),
                ids,
                wording.fill(PHRASES.pick("scope", dice)),
                entries("service", dice.between(3, 5), wording, dice),
                entries("achievement", dice.between(1, 3), wording, dice),
                EnterpriseMaker.amount(dice, 120, 6000).intValue());
    }

    private Region nanjing(Dice dice) {
        return dice.pick(places.counties().stream()
                .filter(county -> county.code().value().startsWith("3201"))
                .toList());
    }

    private static List<String> entries(String section, int wanted, Wording wording, Dice dice) {
        Set<Template> chosen = new LinkedHashSet<>();
        while (chosen.size() < wanted) {
            chosen.add(PHRASES.pick(section, dice));
        }
        return chosen.stream().map(wording::fill).distinct().toList();
    }
}
