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
package io.armature.insight;

import io.armature.resilience.FailureClassification;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/** Says why Contributor Insights can't be told of or changed. Never with the text of an exception, which may quote keys. */
final class ContributorProblems {

    private static final int NOT_IMPLEMENTED = 501;

    private ContributorProblems() {}

    static String text(String action, RuntimeException failure) {
        if (!(failure instanceof AwsServiceException answer)) {
            return "There was no answer to " + action + " ("
                    + failure.getClass().getSimpleName() + ").";
        }
        String code = code(answer);
        if (answer.statusCode() == NOT_IMPLEMENTED || code.startsWith("UnknownOperation")) {
            return "There are no Contributor Insights here, as with emulators (" + action + " is answered by " + code
                    + ").";
        }
        return switch (FailureClassification.of(failure).kind()) {
            case DENIED ->
                "The permission " + action + " is missing (" + code
                        + "). Allow it in the IAM policy of the application's role.";
            case MISSING -> "There is no such table, index or rule (" + action + " is answered by " + code + ").";
            default -> action + " is answered by " + code + ".";
        };
    }

    private static String code(AwsServiceException answer) {
        String code = answer.awsErrorDetails() == null
                ? null
                : answer.awsErrorDetails().errorCode();
        return code == null ? "status " + answer.statusCode() : code;
    }
}
