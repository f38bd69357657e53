package org.jiebang.sample;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jiebang.catalog.Enterprise;
import org.jiebang.industry.Chain;
import org.jiebang.industry.Segment;
import org.jiebang.industry.Term;
import org.jiebang.region.Region;

/** Makes enterprises; problems and experts name them, so name and place can be had alone. */
final class EnterpriseMaker {
    private static final PhraseBook PHRASES = PhraseBook.read("organisation.txt");

    private final World world;
    private final Places places;
    private final Organisations organisations;

    EnterpriseMaker(World world, Places places, Organisations organisations) {
        this.world = world;
        this.places = places;
        this.organisations = organisations;
    }

    /** What other records need to know of an enterprise. */
    record Seat(int number, String name, Region county, Segment segment) {}

    Seat seat(int number) {
        Segment segment = world.enterpriseSegment(number);
        Region county = places.county("enterprise", number);
        String name =
                organisations.firm(number, county, world.chain(segment.id()), world.dice("enterprise name", number));
        return new Seat(number, name, county, segment);
    }

    Enterprise enterprise(int number) {
        Seat seat = seat(number);
        Dice dice = world.dice("enterprise", number);
        Segment segment = seat.segment();
        Chain chain = world.chain(segment.id());
        Wording wording = new Wording(world, segment, dice);
        Set<String> products = new LinkedHashSet<>(List.of(wording.word("product"), wording.word("product2")));
        segment.products().stream().map(Term::name).limit(dice.between(2, 4)).forEach(products::add);
        return new Enterprise(
                seat.name(),
                Organisations.enterpriseCode(number, seat.county().code()),
                dice.chance(85) ? PHRASES.pick("tier", dice).fill(slot -> slot) : "",
                seat.county().code(),
                Set.of(chain.field()),
                Set.of(segment.id()),
                wording.fill(PHRASES.pick("business", dice)),
                List.copyOf(products));
    }

    /** An amount with two significant digits between the two, small amounts more often. */
    static BigDecimal amount(Dice dice, int least, int most) {
        double value = least * Math.pow((double) most / least, dice.fraction());
        return new BigDecimal(value).round(new MathContext(2)).setScale(0, RoundingMode.HALF_UP);
    }
}
