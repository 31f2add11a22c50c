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
package io.armature.encryption.guard;

import java.util.Map;

/**
 * Expression of a request, which has not been looked at.
 *
 * @param target operation and table that it belongs to
 * @param parameter name of the request's parameter
 * @param text the expression
 * @param names names behind its placeholders; one is a whole name, dots in it are part of it
 */
record Expression(Target target, String parameter, String text, Map<String, String> names) {

    /** Returns a refusal that tells the place and none of the text. */
    PlaintextRefusedException notUnderstood(int position) {
        return target.notUnderstood(parameter + ", at character " + (position + 1));
    }
}
