/*
 * Copyright 2026 the Armature authors.
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *     https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */
package io.armature.repository;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.PermissionDeniedDataAccessException;

/** Says which action on which resource is missing, and where the refusal comes from. */
final class AccessDeniedAdvice {

    private static final Pattern MISSING =
            Pattern.compile("not authorized to perform: (?<action>[\\w:*]+)(?: on resource: (?<resource>[^\\s,]+))?");

    private static final Pattern DENYING = Pattern.compile("explicit deny in an? (?<policy>[\\w\\- ]*policy)");

    private static final Pattern NOT_ALLOWING = Pattern.compile("no (?<policy>[\\w\\- ]*policy) allows");

    private static final Pattern CLOCK = Pattern.compile("RequestExpired|RequestTimeTooSkewed|RequestInTheFuture");

    private static final Pattern CREDENTIALS = Pattern.compile(
            "UnrecognizedClient|ExpiredToken|InvalidSignature"
                    + "|SignatureDoesNotMatch|IncompleteSignature|MissingAuthenticationToken|InvalidClientTokenId|InvalidAccessKeyId");

    private AccessDeniedAdvice() {}

    static DataAccessException denied(Failure failure) {
        return new PermissionDeniedDataAccessException(failure.message(text(failure)), failure.exception());
    }

    private static String text(Failure failure) {
        if (CLOCK.matcher(failure.code()).find()) {
            return "was refused because its signature is too old or too new (" + failure.code()
                    + "). Set the clock of this machine right.";
        }
        if (CREDENTIALS.matcher(failure.code()).find()) {
            return "was refused because its credentials were not accepted (" + failure.code()
                    + "). Check that they are those of this account and partition and have not run out, and that the clock"
                    + " of this machine is right.";
        }
        Matcher missing = MISSING.matcher(failure.text());
        if (!missing.find()) {
            return "is not permitted (" + failure.code() + "). Allow it in the IAM policy of the application's role."
                    + (failure.text().isEmpty() ? "" : " " + SafeText.of(failure.text()));
        }
        String action = missing.group("action");
        String resource = missing.group("resource");
        String what = action + (resource == null ? "" : " on " + resource);
        return action.startsWith("kms:")
                ? "is not permitted: the key that encrypts the table needs " + what + ". " + advice(failure)
                        + " The policy of the key must allow it too."
                : "is not permitted: " + what + " is missing. " + advice(failure);
    }

    private static String advice(Failure failure) {
        Matcher denying = DENYING.matcher(failure.text());
        if (denying.find()) {
            return "It is denied explicitly in the " + denying.group("policy")
                    + ", so allowing it elsewhere does not help: change that policy.";
        }
        Matcher notAllowing = NOT_ALLOWING.matcher(failure.text());
        return notAllowing.find()
                ? "Allow it in the " + notAllowing.group("policy") + " of the application's role."
                : "Allow it in the IAM policy of the application's role.";
    }
}
