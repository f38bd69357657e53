package org.jiebang.api.need;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jiebang.api.access.Action;
import org.jiebang.api.access.Requires;
import org.jiebang.api.platform.Compute;
import org.jiebang.ingest.need.Need;
import org.jiebang.ingest.need.NeedRow;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Proposes what to write into the form of a problem from a pasted text. Nothing is kept; the person takes what is right. */
@RestController
class NeedReadingController {
    private static final int LONGEST = 20_000;

    private final CurrentReader reader;
    private final Compute compute;

    NeedReadingController(CurrentReader reader, Compute compute) {
        this.reader = reader;
        this.compute = compute;
    }

    /** A need in words. */
    record NeedText(
            @NotBlank(message = "请粘贴一段需求文字。") @Size(max = LONGEST, message = "文字过长，请只粘贴一条需求。")
            String text) {}

    /**
     * What one field of the form could say.
     *
     * @param start first character of what it was read from
     * @param end one past the last
     * @param confidence from 0 to 1
     */
    record ProposedCell(String heading, String value, int start, int end, double confidence) {}

    /**
     * A proposal.
     *
     * @param proposer unit that the text names as the one that asks; null if none
     * @param masked how many pieces of contact data were found; none of them is in a field
     */
    record NeedProposal(List<ProposedCell> cells, @Nullable String proposer, int masked) {}

    @Requires(Action.PROBLEM_WRITE)
    @PostMapping("/api/need-readings")
    Mono<NeedProposal> readNeed(@Valid @RequestBody NeedText need) {
        return compute.run(() -> proposal(reader.get().row(need.text())));
    }

    private static NeedProposal proposal(NeedRow row) {
        Need need = row.need();
        List<ProposedCell> cells = row.cells().stream()
                .map(cell ->
                        new ProposedCell(cell.heading(), cell.value(), cell.start(), cell.end(), cell.confidence()))
                .toList();
        return new NeedProposal(
                cells,
                need.proposer() == null ? null : need.proposer().value(),
                need.contacts().size());
    }
}
