package org.jiebang.api.workflow;

import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.jiebang.api.platform.ApiException;
import org.jiebang.api.platform.ErrorCode;
import reactor.core.publisher.Mono;

/** Says why a step was not taken and what to do instead, alike wherever a table of steps decides. */
public final class StepRefusals {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("M 月 d 日 HH:mm").withZone(ZoneId.of("Asia/Shanghai"));

    private StepRefusals() {}

    /**
     * The step that somebody else took meanwhile.
     *
     * @param actor name of who took it, as a sentence says it
     * @param event label of the step
     * @param target label of the state that it led to
     */
    public record Meanwhile(OffsetDateTime at, String actor, String event, String target) {}

    /**
     * Fails where a step was decided on by what stands there no longer; what was written is to be kept.
     *
     * @param seen version that was looked at
     * @param last the last step; empty if none was taken yet
     */
    public static Mono<Void> requireVersion(long version, long seen, Mono<Meanwhile> last) {
        return version == seen
                ? Mono.empty()
                : last.map(step -> "%s 已由%s办理“%s”，现在是“%s”。请刷新后再办；您写的内容请先留好。"
                                .formatted(TIME.format(step.at()), step.actor(), step.event(), step.target()))
                        .defaultIfEmpty("版本号不对，请刷新后再办；您写的内容请先留好。")
                        .flatMap(sentence -> Mono.error(new ApiException(ErrorCode.CONFLICT, sentence)));
    }

    /**
     * A step that the table does not have in this state.
     *
     * @param what is taken step by step
     * @param state label of the state in which it is
     * @param event label of the step
     * @param possibleIn labels of the states in which the step is possible; none where the table never has it
     */
    public static ApiException impossible(String what, String state, String event, List<String> possibleIn) {
        return new ApiException(
                ErrorCode.CONFLICT,
                "%s现在是“%s”，不能%s；".formatted(what, state, event)
                        + (possibleIn.isEmpty() ? "这一类没有这一步。" : "“" + String.join("”、“", possibleIn) + "”时可以。"));
    }
}
