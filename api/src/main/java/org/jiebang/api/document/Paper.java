package org.jiebang.api.document;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What is printed, as both writers print it.
 *
 * @param title names the document in its properties
 * @param code printed at the foot of each page; blank if the paper has none
 */
record Paper(String title, String code, List<Part> parts) {
    /** Width between the margins of an A4 page, in mm. */
    static final int WIDTH = 166;

    private static final int TALL = 300;

    Paper {
        parts = List.copyOf(parts);
    }

    /** Something below what was printed before. */
    sealed interface Part {}

    /**
     * A paragraph.
     *
     * @param points size of its letters
     * @param above free space above it in mm
     */
    record Line(String text, int points, Align align, boolean bold, int above) implements Part {}

    /** The next part begins a page. */
    record NewPage() implements Part {}

    /**
     * A table.
     *
     * @param widths of the columns in mm
     * @param heads rows at its top that are repeated on each page
     * @param ruled whether all its cells have borders; otherwise only filled ones are underlined
     */
    record Grid(List<Integer> widths, List<Row> rows, int heads, boolean ruled) implements Part {
        Grid {
            widths = List.copyOf(widths);
            rows = List.copyOf(rows);
        }
    }

    /** @param height least height in mm; 0 for that of its text */
    record Row(List<Cell> cells, int height) {
        Row {
            cells = List.copyOf(cells);
        }

        static Row of(Cell... cells) {
            return new Row(Arrays.asList(cells), 0);
        }

        /** Whether it may go over the end of a page; a short one goes to the next page as a whole. */
        boolean isTall() {
            return cells.stream().anyMatch(cell -> cell.text().length() > TALL);
        }

        /** The same row, at least so high. */
        Row atLeast(int millimetres) {
            return new Row(cells, millimetres);
        }
    }

    /**
     * A cell; a line break begins a paragraph.
     *
     * @param columns how many it takes to the right
     * @param rows how many it takes downwards
     */
    record Cell(String text, int columns, int rows, Style style) {
        Cell over(int taken) {
            return new Cell(text, taken, rows, style);
        }

        Cell down(int taken) {
            return new Cell(text, columns, taken, style);
        }
    }

    enum Style {
        /** A heading of a block. */
        HEAD,
        /** What is printed on the empty form. */
        LABEL,
        /** What somebody wrote. */
        VALUE,
        /** A number or word in the middle of its cell. */
        CENTRE,
        /** What the form says should be written, where nothing is. */
        HINT
    }

    enum Align {
        LEFT,
        CENTRE,
        RIGHT
    }

    static Cell head(String text) {
        return new Cell(text, 1, 1, Style.HEAD);
    }

    static Cell label(String text) {
        return new Cell(text, 1, 1, Style.LABEL);
    }

    static Cell value(String text) {
        return new Cell(text, 1, 1, Style.VALUE);
    }

    static Cell centre(String text) {
        return new Cell(text, 1, 1, Style.CENTRE);
    }

    /** What is written, or else what should be. */
    static Cell valueOr(String text, String hint) {
        return text.isBlank() && !hint.isBlank() ? new Cell(hint, 1, 1, Style.HINT) : value(text);
    }

    /** Every text of the paper in the order of reading, for tests and for those who search in it. */
    List<String> texts() {
        List<String> texts = new ArrayList<>();
        for (Part part : parts) {
            switch (part) {
                case Line line -> texts.add(line.text());
                case Grid grid -> grid.rows().forEach(row -> row.cells().forEach(cell -> texts.add(cell.text())));
                case NewPage page -> {}
            }
        }
        return texts;
    }
}
