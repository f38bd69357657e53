package org.jiebang.api.application;

import java.util.List;
import java.util.UUID;
import org.jiebang.application.ApplicationProgress;
import org.jiebang.form.Form;
import org.jiebang.form.FormValues;
import org.jiebang.programme.Application;
import org.jiebang.programme.Programme;

/**
 * An application as its documents print it.
 *
 * @param form the official form, or what the rules of the category ask
 * @param roster the whole team (D-04); the form's own list is a table of its values
 * @param programme in the version that counts for it
 * @param applicant name of the unit
 * @param history the latest first
 */
public record ApplicationContent(
        UUID id,
        String title,
        Form form,
        FormValues values,
        List<Application.Member> roster,
        Programme programme,
        String category,
        String applicant,
        ApplicationProgress progress,
        List<ApplicationStep> history) {
    public ApplicationContent {
        roster = List.copyOf(roster);
        history = List.copyOf(history);
    }
}
