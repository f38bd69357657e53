package org.jiebang.api.account;

import reactor.core.publisher.Mono;

/** Accounts that must be there before anybody can make one. */
interface InitialAccounts {
    /** Makes what is missing; may be repeated, also by several replicas at once. */
    Mono<Void> make();
}
