package org.jiebang.sample;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.jiebang.catalog.KeyProject;
import org.jiebang.catalog.Money;
import org.jiebang.industry.Chain;
import org.jiebang.industry.Segment;

/** Makes key projects, led in turn by an enterprise of the sample and by an institute. */
final class ProjectMaker {
    private static final PhraseBook PHRASES = PhraseBook.read("project.txt");
    private static final long FIRST_INSTITUTE = 3_400;

    private final World world;
    private final Organisations organisations;
    private final EnterpriseMaker enterprises;

    ProjectMaker(World world, Organisations organisations, EnterpriseMaker enterprises) {
        this.world = world;
        this.organisations = organisations;
        this.enterprises = enterprises;
    }

    KeyProject project(int number) {
        Dice dice = world.dice("project", number);
        EnterpriseMaker.Seat seat = enterprises.seat(number);
        Segment segment = seat.segment();
        Chain chain = world.chain(segment.id());
        String lead = number % 2 == 0
                ? seat.name()
                : organisations.institute(FIRST_INSTITUTE + number, seat.county(), chain, dice);
        Wording wording = new Wording(world, segment, dice).with("city", Places.shortName(Places.city(seat.county())));
        int startYear = dice.between(2022, 2026);
        return new KeyProject(
                wording.fill(PHRASES.pick("title", dice)),
                lead,
                Set.of(chain.field()),
                Set.of(segment.id()),
                seat.county().code(),
                wording.fill(PHRASES.pick("summary first", dice)) + wording.fill(PHRASES.pick("summary second", dice)),
                goals(wording, dice),
                results(wording, startYear == 2026 ? 1 : dice.between(1, 3), dice),
                new Money(EnterpriseMaker.amount(dice, 300, 6000)),
                startYear);
    }

    private static List<String> goals(Wording wording, Dice dice) {
        return IntStream.range(0, dice.between(3, 4))
                .mapToObj(i -> wording.quantity(i).aim(dice))
                .distinct()
                .toList();
    }

    private static List<String> results(Wording wording, int wanted, Dice dice) {
        Set<Template> chosen = new LinkedHashSet<>();
        while (chosen.size() < wanted) {
            chosen.add(PHRASES.pick("result", dice));
        }
        return chosen.stream().map(wording::fill).distinct().toList();
    }
}
