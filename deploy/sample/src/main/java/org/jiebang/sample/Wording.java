package org.jiebang.sample;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jiebang.industry.Indicator;
import org.jiebang.industry.Segment;
import org.jiebang.industry.Term;
import org.jspecify.annotations.Nullable;

/**
 * The words that one text uses: a few terms of a segment, each spelled one way throughout, with the values of its indicators. Other texts
 * of the same segment choose other words for the same thing. A word is chosen when it is first needed.
 */
final class Wording {
    private static final int SYNONYM_PERCENT = 25;

    private final World world;
    private final Segment segment;
    private final Dice dice;
    private final Map<String, String> words = new HashMap<>();
    private final @Nullable Quantity[] quantities;
    private final int firstIndicator;

    Wording(World world, Segment segment, Dice dice) {
        this.world = world;
        this.segment = segment;
        this.dice = dice;
        quantities = new @Nullable Quantity[segment.indicators().size()];
        firstIndicator = dice.below(quantities.length);
    }

    /** Adds a word of the record that is not of the segment, such as the place. */
    Wording with(String slot, String word) {
        words.put(slot, word);
        return this;
    }

    String fill(Template template) {
        return template.fill(this::slot);
    }

    /** Value of the i-th indicator of this text, counted from 0 and around. */
    Quantity quantity(int i) {
        int place = i % quantities.length;
        Quantity quantity = quantities[place];
        if (quantity == null) {
            List<Indicator> indicators = segment.indicators();
            quantity = Quantity.of(indicators.get((firstIndicator + place) % indicators.size()), dice);
            quantities[place] = quantity;
        }
        return quantity;
    }

    String word(String slot) {
        String known = words.get(slot);
        if (known != null) {
            return known;
        }
        switch (slot) {
            case "material", "material2" -> terms("material", segment.materials());
            case "process", "process2" -> terms("process", segment.processes());
            case "equipment", "equipment2" -> terms("equipment", segment.equipment());
            case "product", "product2" -> terms("product", segment.products());
            case "application", "application2" -> terms("application", segment.applications());
            case "difficulty", "difficulty2" -> {
                List<String> chosen = two(segment.difficulties());
                words.put("difficulty", chosen.get(0));
                words.put("difficulty2", chosen.get(1));
            }
            default -> words.put(slot, fixed(slot));
        }
        return word(slot);
    }

    private String fixed(String slot) {
        Trade trade = Trade.of(segment.id());
        return switch (slot) {
            case "chain" -> world.chain(segment.id()).name();
            case "segment" -> segment.name();
            case "stage" -> segment.stage().label();
            case "craft" -> trade.craft();
            case "site" -> trade.site();
            case "make" -> trade.make();
            case "input" -> trade.input();
            default ->
                throw new IllegalStateException("There is no word for {" + slot
                        + "}. Maybe a phrase file has a slot that its text does not know.");
        };
    }

    private String slot(String slot) {
        if (slot.startsWith("n:")) {
            int dash = slot.indexOf('-');
            return Integer.toString(dice.between(
                    Integer.parseInt(slot.substring(2, dash)), Integer.parseInt(slot.substring(dash + 1))));
        }
        int last = slot.length() - 1;
        int number = slot.charAt(last) - '1';
        return switch (slot.substring(0, last)) {
            case "aim" -> quantity(number).aim(dice);
            case "now" -> quantity(number).now(dice);
            case "gain" -> quantity(number).gain(dice);
            case "name" -> quantity(number).name();
            case "today" -> quantity(number).today();
            case "target" -> quantity(number).target();
            case "verb" -> quantity(number).verb();
            default -> word(slot);
        };
    }

    private void terms(String slot, List<Term> terms) {
        List<Term> chosen = two(terms);
        words.put(slot, spelled(chosen.get(0)));
        words.put(slot + "2", spelled(chosen.get(1)));
    }

    private String spelled(Term term) {
        return !term.synonyms().isEmpty() && dice.chance(SYNONYM_PERCENT) ? dice.pick(term.synonyms()) : term.name();
    }

    private <T> List<T> two(List<T> choices) {
        int first = dice.below(choices.size());
        int second = choices.size() == 1 ? first : (first + 1 + dice.below(choices.size() - 1)) % choices.size();
        return List.of(choices.get(first), choices.get(second));
    }
}
