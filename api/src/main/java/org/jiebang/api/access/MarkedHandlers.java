package org.jiebang.api.access;

import java.util.List;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.stereotype.Component;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.reactive.result.method.annotation.RequestMappingHandlerMapping;

/** Stops the start if one of our handlers says neither which action it performs nor that it is open. */
@Component
class MarkedHandlers implements SmartInitializingSingleton {
    private final RequestMappingHandlerMapping handlers;

    MarkedHandlers(RequestMappingHandlerMapping requestMappingHandlerMapping) {
        this.handlers = requestMappingHandlerMapping;
    }

    @Override
    public void afterSingletonsInstantiated() {
        List<String> unmarked = handlers.getHandlerMethods().values().stream()
                .filter(handler -> handler.getBeanType().getName().startsWith("org.jiebang."))
                .filter(handler ->
                        !handler.hasMethodAnnotation(Requires.class) && !handler.hasMethodAnnotation(Open.class))
                .map(HandlerMethod::getShortLogMessage)
                .sorted()
                .toList();
        if (!unmarked.isEmpty()) {
            throw new IllegalStateException("Handlers without @Requires or @Open: " + unmarked);
        }
    }
}
