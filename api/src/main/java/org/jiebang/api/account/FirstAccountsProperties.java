package org.jiebang.api.account;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The account that is made at the start.
 *
 * @param administrator name of the first administrator, made if there is none; must change the password at the first sign-in
 */
@ConfigurationProperties("jiebang.accounts")
record FirstAccountsProperties(
        @DefaultValue("") String administrator,
        @DefaultValue("") String administratorPassword) {
    /** Never in a log. */
    @Override
    public String toString() {
        return "FirstAccountsProperties[" + administrator + "]";
    }
}
