package org.jiebang.api.library;

import java.time.Duration;
import java.util.Map;
import org.jiebang.api.access.Action;
import org.jiebang.api.access.Requires;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** The English names of what answers of the platform name in Chinese. */
@RestController
class NamesController {
    private final Map<String, String> names = new EnglishNames().all();

    /** English by Chinese; what is not here is somebody's own text, which stays as it was written. */
    @Requires(Action.RECORD_READ)
    @GetMapping("/api/names")
    Mono<ResponseEntity<Map<String, String>>> names() {
        return Mono.just(ResponseEntity.ok()
                .cacheControl(CacheControl.maxAge(Duration.ofHours(1)).cachePublic())
                .body(names));
    }
}
