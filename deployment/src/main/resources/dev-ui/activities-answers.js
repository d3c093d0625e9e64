import { notifier } from 'notifier';

const escaped = document.createElement('span');

/** Says what came of something that was asked for. */
export async function answered(asked, done = () => undefined) {
    let answer;
    try {
        answer = (await asked).result;
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
