import { notifier } from 'notifier';

const escaped = document.createElement('span');

/**
 * Waits for the answer to a request and shows its message to the user.
 *
 * @param done called with the answer if the request was carried out
 */
export async function answered(request, done = () => undefined) {
    let answer;
    try {
        answer = (await request).result;
    } catch (error) {
        answer = { done: false, message: error.error?.message ?? String(error) };
    }
    // The notifier takes HTML
    escaped.textContent = answer.message;
    if (answer.done) {
        notifier.showSuccessMessage(escaped.innerHTML);
        done(answer);
    } else {
        notifier.showErrorMessage(escaped.innerHTML);
    }
}
