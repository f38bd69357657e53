package org.jiebang.sample;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jiebang.catalog.Assessment;
import org.jiebang.catalog.Money;
import org.jiebang.catalog.Placement;
import org.jiebang.catalog.Problem;
import org.jiebang.catalog.ProblemDescription;
import org.jiebang.catalog.ProblemStatus;
import org.jiebang.catalog.SupportedArea;
import org.jiebang.industry.Chain;
import org.jiebang.industry.Segment;
import org.jiebang.region.Region;

/** Makes problems: the (i/2)-th enterprise asks about its own segment, at its own place. */
final class ProblemMaker {
    /** Each enterprise asks so many problems. */
    static final int PER_ENTERPRISE = 2;

    private static final PhraseBook PHRASES = PhraseBook.read("problem.txt");

    /** Invented for the sample: nothing is said here about the real list of pilot cities. */
    private static final Set<String> PILOT_CITIES = Set.of("320100", "320200", "320400");

    private static final Set<String> DEMONSTRATION_CITIES = Set.of("320500", "320600", "321000");

    private final World world;
    private final EnterpriseMaker enterprises;

    ProblemMaker(World world, EnterpriseMaker enterprises) {
        this.world = world;
        this.enterprises = enterprises;
    }

    Problem problem(int number) {
        Dice dice = world.dice("problem", number);
        EnterpriseMaker.Seat proposer = enterprises.seat(number / PER_ENTERPRISE);
        Segment segment = proposer.segment();
        Chain chain = world.chain(segment.id());
        Region city = Places.city(proposer.county());
        BigDecimal investment = EnterpriseMaker.amount(dice, 100, 2400);
        Wording wording = new Wording(world, segment, dice)
                .with("city", Places.shortName(city))
                .with("cityName", city.name())
                .with("place", Places.fullName(proposer.county()))
                .with("share", share(investment, dice));
        Assessment assessment = assessment(wording, dice);
        return new Problem(
                title(number, wording, dice),
                proposer.name(),
                Organisations.enterpriseCode(
                        proposer.number(), proposer.county().code()),
                chain.field().industryClass(),
                Set.of(chain.field()),
                Set.of(segment.id()),
                areas(dice),
                description(wording, dice),
                new Money(investment),
                deadline(dice),
                proposer.county().code(),
                placement(city),
                sometimes(70, "local support", wording, dice),
                sometimes(75, "own support", wording, dice),
                assessment,
                sometimes(45, "foundation", wording, dice),
                sometimes(55, "plan", wording, dice),
                status(dice));
    }

    /** The two problems of an enterprise draw from different halves of the patterns, so that their titles differ. */
    private static String title(int number, Wording wording, Dice dice) {
        List<Template> titles = PHRASES.section("title");
        int half = titles.size() / PER_ENTERPRISE;
        int place = dice.below(half) * PER_ENTERPRISE + number % PER_ENTERPRISE;
        return wording.fill(titles.get(place));
    }

    private static ProblemDescription description(Wording wording, Dice dice) {
        return new ProblemDescription(
                part("background", wording, dice),
                part("progress", wording, dice),
                part("difficulties", wording, dice),
                part("cooperation", wording, dice),
                part("benefits", wording, dice));
    }

    private static String part(String name, Wording wording, Dice dice) {
        return wording.fill(PHRASES.pick(name + " first", dice)) + wording.fill(PHRASES.pick(name + " second", dice));
    }

    private static String sometimes(int percent, String section, Wording wording, Dice dice) {
        return dice.chance(percent) ? wording.fill(PHRASES.pick(section, dice)) : "";
    }

    private static String share(BigDecimal investment, Dice dice) {
        BigDecimal part =
                investment.multiply(BigDecimal.valueOf(dice.between(4, 8))).movePointLeft(1);
        return part.movePointLeft(1)
                .setScale(0, RoundingMode.CEILING)
                .movePointRight(1)
                .toPlainString();
    }

    private static String deadline(Dice dice) {
        LocalDate month = LocalDate.of(2027, dice.between(1, 12), 1);
        return (dice.chance(70) ? month.plusMonths(1).minusDays(1) : month.withDayOfMonth(15)).toString();
    }

    private static Set<SupportedArea> areas(Dice dice) {
        Set<SupportedArea> areas = EnumSet.of(dice.pick(List.of(SupportedArea.values())));
        if (dice.chance(55)) {
            areas.add(SupportedArea.PROVINCIAL_PLAN);
        }
        if (dice.chance(30)) {
            areas.add(SupportedArea.NATIONAL_PLAN);
        }
        return areas;
    }

    private static Placement placement(Region city) {
        String code = city.code().value();
        return PILOT_CITIES.contains(code)
                ? Placement.PILOT_CITY
                : DEMONSTRATION_CITIES.contains(code) ? Placement.DEMONSTRATION_CITY : Placement.NEITHER;
    }

    private static Assessment assessment(Wording wording, Dice dice) {
        if (!dice.chance(85)) {
            return Assessment.NONE;
        }
        int importance = dice.between(3, 5);
        int urgency = dice.between(2, 5);
        int authenticity = dice.between(3, 5);
        int maturity = dice.between(2, 5);
        String section = importance + urgency >= 8 ? "verdict high" : "verdict middle";
        return new Assessment(importance, urgency, authenticity, maturity, wording.fill(PHRASES.pick(section, dice)));
    }

    private static ProblemStatus status(Dice dice) {
        int luck = dice.below(100);
        return luck < 70
                ? ProblemStatus.POSTED
                : luck < 80
                        ? ProblemStatus.COLLECTED
                        : luck < 87
                                ? ProblemStatus.CLAIMED
                                : luck < 93
                                        ? ProblemStatus.DOCKING
                                        : luck < 98 ? ProblemStatus.SOLVED : ProblemStatus.CLOSED;
    }
}
