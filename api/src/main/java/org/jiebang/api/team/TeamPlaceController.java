package org.jiebang.api.team;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.util.Objects;
import org.jiebang.api.access.Action;
import org.jiebang.api.access.Actor;
import org.jiebang.api.access.Requires;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** The board of teams and the places of a category. */
@RestController
class TeamPlaceController {
    private final TeamPlaces places;

    TeamPlaceController(TeamPlaces places) {
        this.places = places;
    }

    /**
     * Where a team shall stand.
     *
     * @param share absent to take its place away
     * @param version of its place that the writer has seen; 0 where it had none
     */
    record TeamPlace(
            @NotBlank(message = "请选择项目（programme）。") String programme,
            @NotBlank(message = "请选择类别（category）。") String category,
            @Nullable String share,
            @NotNull(message = "缺少版本号。") Long version) {}

    @Requires(Action.PROGRAMME_READ)
    @GetMapping("/api/team-places")
    Mono<TeamPlaces.BoardView> board(@RequestParam String programme, @RequestParam String category) {
        return places.board(programme, category);
    }

    @Requires(Action.TEAM_PLACE)
    @PutMapping("/api/team-places/{team}")
    Mono<TeamPlaces.BoardView> put(Actor actor, @PathVariable String team, @Valid @RequestBody TeamPlace place) {
        return places.put(
                actor,
                team,
                place.programme(),
                place.category(),
                place.share(),
                Objects.requireNonNull(place.version()));
    }
}
